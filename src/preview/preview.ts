/**
 * The bot without an account: a Telegram of its own, a page and a terminal to talk to it. A leaf that `main` loads only where there
 * is no token.
 *
 * @example
 * const preview = await openPreview({ host: '127.0.0.1', port: 8080, names });
 * const bot = createBot(preview.token, { ...deps, adminIds: new Set([preview.adminId]), client: { apiRoot: preview.apiRoot } });
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from './clock.ts';
import { isLoopback } from './page/guard.ts';
import { servePage } from './page/serve.ts';
import { openScene, type Scene, type SceneNames } from './scene.ts';
import { createTerminalChat, type TerminalChat, type TerminalOptions } from './terminal.ts';

/** How the preview is opened. */
export interface PreviewOptions {
  /** Where the page listens, and the first port to try; 0: any. */
  host: string;
  port: number;
  names: SceneNames;
  /** By default the time of this machine. */
  clock?: Clock;
}

/** A running preview. */
export interface Preview {
  scene: Scene;
  /** For grammY, in place of Telegram. */
  apiRoot: string;
  token: string;
  /** Whom the bot is to take for an administrator. */
  adminId: number;
  /** Complete addresses of the page; whoever has one can use it. */
  addresses: string[];
  /** Nobody but this machine reaches the page. */
  isPrivate: boolean;
  /** A folder of its own for whatever the bot keeps. Empty at first, and gone after `close`. */
  folder: string;
  /** The administrator's private chat as lines: who sits at the terminal owns the machine. */
  terminal(options: TerminalOptions): TerminalChat;
  close(): Promise<void>;
}

/** Opens all of it. @throws ListenError where the page cannot listen */
export async function openPreview({ host, port, names, clock }: PreviewOptions): Promise<Preview> {
  const scene = await openScene(names, clock);
  const { emulator, admin } = scene;
  const page = await servePage(scene, { host, port }).catch(async (error: unknown) => {
    await emulator.close();
    throw error;
  });
  const folder = mkdtempSync(join(tmpdir(), 'shuangyong-preview-'));
  const clear = (): void => rmSync(folder, { recursive: true, force: true });
  // Also where the process ends without closing.
  process.once('exit', clear);
  return {
    scene,
    apiRoot: emulator.url,
    token: emulator.token,
    adminId: admin.id,
    addresses: page.addresses,
    isPrivate: isLoopback(host),
    folder,
    terminal: (options) => createTerminalChat(emulator, admin, options),
    close: async () => {
      await page.close();
      await emulator.close();
      clear();
      process.off('exit', clear);
    },
  };
}
