import type { Server, Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { ControlReply, ControlRequest, Report } from './control-protocol.js';
import { refusalOf } from './refusal.js';

export type CommandRunner = (command: string, args: unknown, report: Report) => Promise<unknown>;

/** Lets the command line have its commands run by the process that owns the data folder. */
export function serveCommands(server: Server, run: CommandRunner): void {
  server.on('connection', (socket) => {
    socket.on('error', () => socket.destroy());
    createInterface({ input: socket }).once('line', (line) => void answer(socket, line, run));
  });
}

async function answer(socket: Socket, line: string, run: CommandRunner): Promise<void> {
  const say = (reply: ControlReply): void => {
    if (socket.writable) socket.write(`${JSON.stringify(reply)}\n`);
  };
  try {
    const { command, args } = JSON.parse(line) as ControlRequest;
    say({ result: (await run(command, args, (progress) => say({ progress }))) ?? null });
  } catch (error) {
    say({ refusal: refusalOf(error) });
  }
  socket.end();
}
