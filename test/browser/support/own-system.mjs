/** Tells the tests of this worker of the system that was started for it. */
const systems = JSON.parse(process.env.QUINDICI_BROWSER_SYSTEMS ?? '[]');
if (systems.length > 0) Object.assign(process.env, systems[(Number(process.env.JEST_WORKER_ID) - 1) % systems.length]);
