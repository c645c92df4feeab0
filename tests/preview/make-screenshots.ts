/**
 * `npm run screenshots`: makes the pictures of the README, docs/screenshots/*.png, out of the real bot and the real page. With a
 * folder behind it, both sizes in both colours go there, to be looked at.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { createManualClock } from '../../src/preview/clock.ts';
import { openPreview, type Preview } from '../../src/preview/preview.ts';
import { wording } from '../support/bot.ts';
import { launchBrowser, missingBrowser, openContext } from '../support/browser.ts';
import { startRealBot } from '../support/real-bot.ts';
import { REPOSITORY } from '../support/real.ts';

const [folder] = process.argv.slice(2);
const FOLDER = folder ?? join(REPOSITORY, 'docs/screenshots');
/** Both clocks stand still, so that the same page makes the same picture. */
const MORNING = Date.parse('2025-06-18T09:30:00+08:00');
const PICTURES = [
  { name: 'phone-light', width: 390, height: 844, colorScheme: 'light', isInReadme: true },
  { name: 'phone-dark', width: 390, height: 844, colorScheme: 'dark', isInReadme: false },
  { name: 'desktop-light', width: 1280, height: 800, colorScheme: 'light', isInReadme: false },
  { name: 'desktop-dark', width: 1280, height: 800, colorScheme: 'dark', isInReadme: true },
] as const;

type Picture = (typeof PICTURES)[number];

async function run(): Promise<void> {
  if (missingBrowser !== null) throw new Error(missingBrowser);
  const clock = createManualClock(MORNING);
  const preview = await openPreview({ host: '127.0.0.1', port: 0, names: wording.process.names, clock });
  const stop = startRealBot(preview, () => clock.now());
  const browser = await launchBrowser();
  mkdirSync(FOLDER, { recursive: true });
  await talk(preview, (minutes) => clock.advance(minutes * 60_000));
  for (const picture of PICTURES) if (folder !== undefined || picture.isInReadme) await take(browser, preview, picture);
  await browser.close();
  await stop();
  await preview.close();
}

/** What the pictures show: the first words, a question with its answer, and that somebody asked in the group. */
async function talk({ scene }: Preview, pass: (minutes: number) => void): Promise<void> {
  const { emulator, visitor, admin, group } = scene;
  const answered = (chat: number, count: number) =>
    emulator.until(() => emulator.transcript(chat).filter(({ message }) => message.from?.is_bot).length >= count && emulator.pending().length === 0);
  await emulator.call('setMyShortDescription');
  admin.say(group.id, '@shuangyong_bot 退役军人服务站有多少个');
  await answered(group.id, 1);
  visitor.say(group.id, '谢谢，这下清楚了');
  for (const [index, text] of ['/start', '坐公交车要钱吗'].entries()) {
    pass(1);
    visitor.say(visitor.id, text);
    await answered(visitor.id, index + 1);
  }
}

async function take(browser: Browser, { addresses: [address = ''] }: Preview, { name, width, height, colorScheme }: Picture): Promise<void> {
  const { context, faults } = await openContext(browser, new URL(address).origin, { viewport: { width, height }, colorScheme, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.clock.setFixedTime(MORNING + 5 * 60_000);
  await page.goto(address);
  await page.locator('.message[data-own=false]').nth(1).waitFor();
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  await context.close();
  if (faults.length > 0) throw new Error(faults.join('\n'));
}

await run();
