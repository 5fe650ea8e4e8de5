const NOTICE = /oidc-provider (WARNING|NOTICE)/;

/** Runs work while the provider's notices to operators (its runtime, its memory store) stay off the console: the demo knows them. */
export async function withoutNotices<T>(work: () => Promise<T>): Promise<T> {
  const { warn, info } = console;
  const silenced =
    (print: typeof warn): typeof warn =>
    (...words: unknown[]) => {
      if (!NOTICE.test(String(words[0]))) print(...words);
    };
  console.warn = silenced(warn);
  console.info = silenced(info);
  try {
    return await work();
  } finally {
    console.warn = warn;
    console.info = info;
  }
}
