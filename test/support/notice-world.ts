import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Global, Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { SMTPServer } from 'smtp-server';
import { Clock } from '#libs/kernel';
import { NoticeDeliveryModule, NoticeQueue, NoticeSender, NoticesModule, WebhookSender } from '#libs/notices';
import {
  type Environment,
  ENVIRONMENT,
  OutboxCursorRepository,
  OutboxRepository,
  readEnvironment,
  UnitOfWork,
} from '#libs/platform';
import type { TestDatabase } from './databases.js';

export interface NoticeWorker {
  readonly module: TestingModule;
  readonly queue: NoticeQueue;
  readonly notices: NoticeSender;
  readonly webhooks: WebhookSender;
}

/** What the worker does to tell people and programs, as a process of its own would. */
export async function noticeWorker(
  db: TestDatabase,
  clock: Clock,
  environment: Readonly<Record<string, string>> = {},
): Promise<NoticeWorker> {
  const settings: Environment = readEnvironment({ NODE_ENV: 'test', ...environment });

  @Global()
  @Module({
    providers: [
      { provide: UnitOfWork, useValue: db.unitOfWork },
      { provide: Clock, useValue: clock },
      { provide: ENVIRONMENT, useValue: settings },
      OutboxCursorRepository,
      OutboxRepository,
    ],
    exports: [UnitOfWork, Clock, ENVIRONMENT, OutboxCursorRepository, OutboxRepository],
  })
  class Ground {}

  const module = await Test.createTestingModule({ imports: [Ground, NoticeDeliveryModule, NoticesModule] }).compile();
  return {
    module,
    queue: module.get(NoticeQueue),
    notices: module.get(NoticeSender),
    webhooks: module.get(WebhookSender),
  };
}

export interface ReceivedMail {
  readonly to: readonly string[];
  /** In quoted-printable, with its lines put together again */
  readonly source: string;
}

/** A mail server that keeps what it is given. */
export class Mailbox {
  readonly mails: ReceivedMail[] = [];
  /** What it answers to a recipient; undefined: takes the mail */
  refuse: { readonly code: number } | undefined;

  private constructor(private readonly server: { close(done: () => void): void }) {}

  static async open(): Promise<Mailbox & { readonly url: string }> {
    let box: Mailbox | undefined;
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: (_, __, done) =>
        done(box!.refuse === undefined ? null : Object.assign(new Error('no'), { responseCode: box!.refuse.code })),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const to = session.envelope.rcptTo.map(({ address }) => address);
          box!.mails.push({ to, source: Buffer.concat(chunks).toString('utf8').replaceAll('=\r\n', '') });
          done();
        });
      },
    });
    box = new Mailbox(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.server.address() as AddressInfo;
    return Object.assign(box, { url: `smtp://127.0.0.1:${port}` });
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(resolve));
  }
}

export interface ReceivedPost {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A server that keeps what is posted to it, and answers as it is told. */
export class Receiver {
  readonly posts: ReceivedPost[] = [];
  answer: { readonly status: number; readonly body?: string; readonly headers?: Readonly<Record<string, string>> } = {
    status: 204,
  };

  private constructor(
    private readonly server: Server,
    private port = 0,
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  static async open(): Promise<Receiver> {
    const server = createServer();
    const receiver = new Receiver(server);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        receiver.posts.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks) });
        response.writeHead(receiver.answer.status, receiver.answer.headers).end(receiver.answer.body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    receiver.port = (server.address() as AddressInfo).port;
    return receiver;
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}
