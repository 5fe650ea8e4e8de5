import { existsSync } from 'node:fs';
import { jest } from '@jest/globals';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

/** A loaded machine draws maps slowly; a test that waits for nothing is not slower for it. */
jest.setTimeout(180_000);
const PATIENCE_MS = 60_000;

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const missing = !existsSync(executablePath);
if (missing && process.env.CI === 'true') throw new Error(`There is no ${executablePath}: install Chromium`);
if (missing) console.warn(`Skipped: there is no ${executablePath}; install Chromium or set CHROMIUM_PATH`);

export const describeInBrowser = missing ? describe.skip : describe;
export const baseUrl = (): string => process.env.QUINDICI_URL!;

export const sizes = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
  narrow: { width: 320, height: 640 },
} as const;
export type Size = keyof typeof sizes;
export type Language = 'it' | 'en';

interface ViewOptions {
  readonly size?: Size;
  readonly language?: Language;
}

/** Chromium for one test file. What leaves the origin and what a page throws is noted, and makes the test fail. */
export class TestBrowser {
  private readonly faults: string[] = [];
  private readonly contexts: BrowserContext[] = [];

  private constructor(private readonly browser: Browser) {}

  static async open(): Promise<TestBrowser> {
    const args = [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ];
    return new TestBrowser(await chromium.launch({ executablePath, args }));
  }

  /** A person of their own: cookies and storage are not shared. */
  async visit({ size = 'desktop', language = 'it' }: ViewOptions = {}): Promise<Page> {
    const { origin } = new URL(baseUrl());
    const context = await this.browser.newContext({
      baseURL: baseUrl(),
      viewport: sizes[size],
      deviceScaleFactor: size === 'phone' ? 2 : 1,
      hasTouch: size !== 'desktop',
      locale: language === 'it' ? 'it-IT' : 'en-GB',
      timezoneId: 'America/New_York',
      reducedMotion: 'reduce',
      storageState: {
        cookies: [],
        origins: [{ origin, localStorage: [{ name: 'quindici.language', value: language }] }],
      },
    });
    this.contexts.push(context);
    context.setDefaultTimeout(PATIENCE_MS);
    context.on('request', (request) => {
      const url = new URL(request.url());
      const own = url.origin === origin || ['data:', 'blob:'].includes(url.protocol);
      if (!own) this.faults.push(`left the origin: ${request.url()}`);
    });
    context.on('weberror', (error) => this.faults.push(`threw: ${error.error().message}`));
    context.on('console', (message) => {
      if (message.type() === 'error' && /Content Security Policy|React|Warning:/.test(message.text()))
        this.faults.push(`complained: ${message.text()}`);
    });
    return context.newPage();
  }

  /** @throws when a page left the origin, threw, or broke the content security policy since the last check */
  check(): void {
    const faults = this.faults.splice(0);
    if (faults.length > 0) throw new Error(faults.join('\n'));
  }

  async leave(): Promise<void> {
    await Promise.all(this.contexts.splice(0).map((context) => context.close()));
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}

/** Opens a browser for the tests of the surrounding `describe`; visits end with each test, or are kept to the last. */
export function useBrowser({ keepVisits = false } = {}): { readonly visit: TestBrowser['visit'] } {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await TestBrowser.open();
  });
  afterEach(async () => {
    if (!keepVisits) await browser.leave();
    browser.check();
  });
  afterAll(() => browser?.close());
  return { visit: (options) => browser.visit(options) };
}
