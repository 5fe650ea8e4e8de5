import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { type ControlReply, type ControlRequest, Refused, type Report } from './control-protocol.js';

/** Has a command run by the process at the other end of the socket. */
export async function askOwner<T>(socket: Socket, request: ControlRequest, report: Report): Promise<T> {
  socket.write(`${JSON.stringify(request)}\n`);
  for await (const line of createInterface({ input: socket })) {
    const reply = JSON.parse(line) as ControlReply;
    if ('progress' in reply) report(reply.progress);
    else if ('refusal' in reply) throw new Refused(reply.refusal.code, reply.refusal.message);
    else return reply.result as T;
  }
  throw new Refused('owner-gone', 'The running Quindici ended before the command did');
}
