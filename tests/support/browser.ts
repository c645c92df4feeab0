/** Chromium as Debian has it, with a profile of its own that is empty, and no way out of this machine. */
import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions } from 'playwright-core';

const CHROMIUM = '/usr/bin/chromium';

/** Why no browser can be started, with the remedy; null where it can. */
export const missingBrowser: string | null = existsSync(CHROMIUM) ? null : `${CHROMIUM} is not there (apt-get update && apt-get install -y chromium fonts-noto-cjk)`;

/** A browser without a window. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    headless: true,
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
      // Whatever the browser wants to know by itself, it does not find out.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
}

export interface Watched {
  context: BrowserContext;
  /** Requests to anywhere but the page's own origin, content that its policy forbade, and errors of its scripts. */
  faults: string[];
}

/** A fresh profile that may talk to one origin only. */
export async function openContext(browser: Browser, origin: string, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1280, height: 800 }, ...options });
  const faults: string[] = [];
  context.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) faults.push(`request: ${request.url()}`);
  });
  context.on('weberror', (error) => void faults.push(`error: ${String(error.error())}`));
  context.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  await context.exposeBinding('reportViolation', (_, violation: string) => void faults.push(`policy: ${violation}`));
  await context.addInitScript({ content: "addEventListener('securitypolicyviolation', (event) => reportViolation(event.violatedDirective + ' ' + event.blockedURI));" });
  return { context, faults };
}
