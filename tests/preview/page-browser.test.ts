/** The chat page as people use it, in a real browser. Every test fails on a request to anywhere else and on content against the policy. */
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { wording } from '../support/bot.ts';
import { launchBrowser, missingBrowser, openContext } from '../support/browser.ts';
import { startDemoBot } from '../support/demo-bot.ts';
import { focused, looks, offences, outside, small } from '../support/in-page.js';
import { openTestPreview, type TestPreview } from '../support/page.ts';
import { startRealBot } from '../support/real-bot.ts';

if (missingBrowser !== null) process.stderr.write(`skipped: the page in a browser; ${missingBrowser}\n`);

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

/** The page with what tests look for in it. */
interface Chat {
  page: Page;
  preview: TestPreview;
  field: Locator;
  messages: Locator;
  faults: string[];
  /** Writes and sends. */
  say(text: string): Promise<void>;
  /** Waits for a message of the bot that holds a text. */
  hears(text: string | RegExp): Promise<Locator>;
}

describe.skipIf(missingBrowser !== null)('The chat page', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  /** Opens the page of a preview; `at` is what stands behind the # of its address. */
  async function look(preview: TestPreview, at = 'visitor/private', options: BrowserContextOptions = {}): Promise<Chat> {
    const { context, faults } = await openContext(browser, new URL(preview.address).origin, options);
    onTestFinished(async () => {
      await context.close();
      expect(faults).toEqual([]);
      expect(preview.scene.emulator.rejected).toEqual([]);
    });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(`${preview.address}#${at}`);
    const field = page.locator('#field');
    const messages = page.locator('.message');
    return {
      page, preview, field, messages, faults,
      say: async (text) => {
        await field.fill(text);
        await field.press('Enter');
      },
      hears: async (text) => {
        const message = page.locator('.message[data-own=false]').filter({ hasText: text }).last();
        await message.waitFor();
        return message;
      },
    };
  }

  /** The real bot with the published knowledge. */
  async function openReal(at?: string, options?: BrowserContextOptions): Promise<Chat> {
    const preview = await openTestPreview();
    onTestFinished(startRealBot(preview, () => preview.clock.now()));
    return look(preview, at, options);
  }

  async function openDemo(at = 'visitor/private', options?: BrowserContextOptions): Promise<Chat> {
    const preview = await openTestPreview();
    const { visitor, emulator } = preview.scene;
    startDemoBot(emulator);
    // Somebody who knows the bot already, so that there is a field to write in.
    visitor.say(visitor.id, '你好');
    await emulator.until(() => emulator.transcript(visitor.id)[1]);
    const chat = await look(preview, at, options);
    await chat.page.locator('#form').waitFor();
    return chat;
  }

  describe('with the real bot', () => {
    it('begins with what the bot does and a button, and answers 坐公交车要钱吗 with a quote and its source', async () => {
      const { page, say, hears } = await openReal();
      await page.getByText(wording.profile.description).waitFor();
      await page.getByRole('button', { name: '开始' }).click();
      await hears('目前收录 1 篇');
      // Where the button was, one writes on.
      await page.locator('#field:focus').waitFor();
      await say('坐公交车要钱吗');
      const answer = await hears('原文是这样写的：');
      expect(await answer.locator('blockquote').innerText()).toContain('222条市区公交线路');
      expect(await answer.innerText()).toContain('〔新闻报道〕《');
      // The bot has the question, and the page says so.
      await page.locator('.message[data-own=true]').last().getByRole('img', { name: '机器人已收到' }).waitFor();
    });

    it('presses an example, and shows what it asks', async () => {
      const { page, hears, say } = await openReal();
      await page.getByRole('button', { name: '开始' }).click();
      const start = await hears('目前收录 1 篇');
      await start.getByRole('button', { name: wording.examples[0]?.label ?? '' }).click();
      const answer = await hears(`您问：${wording.examples[0]?.question ?? ''}`);
      await answer.locator('blockquote').waitFor();
      await say('/privacy');
      await hears(wording.privacy.title);
    });

    it('suggests commands after a slash, and takes them by arrows and Enter', async () => {
      const { page, field, hears } = await openReal();
      await page.getByRole('button', { name: '开始' }).click();
      await hears('目前收录 1 篇');
      await field.press('/');
      const options = page.getByRole('option');
      await options.nth(3).waitFor();
      expect(await options.allInnerTexts()).toEqual(wording.profile.commands.map(({ command, description }) => expect.stringMatching(new RegExp(`^/${command}\\s+${description}`, 'u')) as unknown));
      await field.press('ArrowDown');
      expect(await field.getAttribute('aria-activedescendant')).toBe(await options.nth(1).getAttribute('id'));
      await field.press('Escape');
      await options.first().waitFor({ state: 'hidden' });
      await field.pressSequentially('he');
      expect(await options.count()).toBe(1);
      await field.press('Enter');
      await hears(wording.help[0] ?? '');
      expect(await field.inputValue()).toBe('');
      await page.getByRole('button', { name: '菜单', exact: true }).click();
      await options.filter({ hasText: '/about' }).click();
      await hears(wording.about.promise);
    });

    it('knows admins from visitors, by a switch', async () => {
      const { page, say, hears } = await openReal('visitor/group');
      await page.locator('#form').waitFor();
      await page.getByRole('radio', { name: '管理员' }).check({ force: true });
      await page.getByRole('navigation').getByText('双拥问答').click();
      await page.getByRole('button', { name: '开始' }).click();
      await hears('目前收录 1 篇');
      await say('/reindex');
      await hears(wording.reindex.started);
      await hears('内容没有变化');
      await page.getByRole('radio', { name: '访客' }).check({ force: true });
      await page.getByRole('button', { name: '开始' }).click();
      await hears('目前收录 1 篇');
      await say('/reindex');
      await hears(wording.unknownCommand);
    });

    it('hears a question in the group where it is named, as an answer to it, and no other', async () => {
      const { page, say, hears, messages } = await openReal('visitor/private');
      await page.getByRole('navigation').getByText('邻里群').click();
      await page.getByText('在群里，机器人只理会').waitFor();
      await say('今天天气不错');
      await messages.first().getByRole('img', { name: '已发出' }).waitFor();
      await say('@shuangyong_bot 坐公交车要钱吗');
      const answer = await hears('原文是这样写的：');
      expect(await answer.locator('.replied').innerText()).toContain('坐公交车要钱吗');
      expect(await answer.locator('.name').innerText()).toBe('双拥问答');
      expect(await messages.count()).toBe(3);
      await messages.first().getByRole('img', { name: '已发出' }).waitFor();
    });

    it('gets a kind sentence for a photo', async () => {
      const { page, hears } = await openReal();
      await page.getByRole('button', { name: '开始' }).click();
      await hears('目前收录 1 篇');
      await page.getByRole('button', { name: '添加附件' }).click();
      const choosing = page.waitForEvent('filechooser');
      await page.getByRole('menuitem', { name: '照片' }).click();
      await (await choosing).setFiles({ name: '证件.png', mimeType: 'image/png', buffer: PNG });
      await page.getByRole('dialog').getByRole('button', { name: '发送' }).click();
      await hears(wording.media.photo);
      await page.getByRole('img', { name: '照片' }).waitFor();
    });

    it('is one bot with the terminal', async () => {
      const { page, preview, hears, say } = await openReal('admin/private');
      await page.getByRole('button', { name: '开始' }).waitFor();
      let written = '';
      const terminal = preview.terminal({ write: (text) => (written += text), colour: false, elsewhere: '您（网页）：' });
      await terminal.type('退役军人坐公交车要钱吗');
      await hears('原文是这样写的：');
      await say('那地铁呢');
      await (await hears('地铁')).waitFor();
      await terminal.type('谢谢');
      expect(written).toContain('您（网页）：那地铁呢');
    });
  });

  describe('as an app of Telegram', () => {
    it('shows styles, links, spoilers and folded quotes', async () => {
      const { page, say, hears } = await openDemo();
      await say('/styles');
      const styled = await hears('尾巴');
      expect(await Promise.all(['b', 'i', 'code', 'blockquote'].map((tag) => styled.locator(tag).innerText()))).toEqual(['粗体', '斜体', '代码', '引文']);
      await styled.getByRole('button', { name: '显示遮住的文字' }).click();
      await styled.getByText('遮住').waitFor();
      // A link whose address cannot be read is shown first.
      await styled.getByRole('link', { name: '链接' }).click();
      expect(await page.getByRole('dialog').innerText()).toContain('https://example.org/hidden');
      await page.keyboard.press('Escape');
      await styled.getByRole('button', { name: '/help' }).click();
      await hears('说：/help');
      await say('/long');
      const fold = (await hears('这是一段很长的引文')).getByRole('button', { name: '展开全文' });
      await fold.click();
      await page.getByRole('button', { name: '收起', expanded: true }).waitFor();
    });

    it('shows answers to buttons in passing, or as a dialog that has to be read', async () => {
      const { page, say, hears } = await openDemo();
      await say('/buttons');
      const message = await hears('按钮在下面。');
      await message.getByRole('button', { name: '轻声说' }).click();
      await page.locator('#toasts').getByText('收到了').waitFor();
      await message.getByRole('button', { name: '大声说' }).click();
      await page.getByRole('dialog').getByText('请注意').waitFor();
      await page.getByRole('button', { name: '知道了' }).click();
      await message.getByRole('button', { name: '打开网址' }).click();
      expect(await page.getByRole('dialog').innerText()).toContain('https://example.org/');
      await page.getByRole('button', { name: '取消' }).click();
      await message.getByRole('button', { name: '复制' }).click();
      await page.getByText(/已复制|请自己复制/u).waitFor();
    });

    it('keeps the focus on a button whose message is edited, and in the log where it is deleted', async () => {
      const { page, say, hears } = await openDemo();
      await say('/buttons');
      const change = (await hears('按钮在下面。')).getByRole('button', { name: '换一句' });
      await change.focus();
      await page.keyboard.press('Enter');
      const message = await hears('换了：');
      expect((await page.evaluate(focused)).text).toBe('换一句');
      await message.getByText('已编辑').waitFor();
      // Once more, without anything in between: the button is the same one.
      const before = await message.locator('.text').innerText();
      await page.keyboard.press('Enter');
      await message.locator('.text').filter({ hasNotText: new RegExp(`^${before}$`, 'u') }).waitFor();
      expect((await page.evaluate(focused)).text).toBe('换一句');
      await message.getByRole('button', { name: '删掉' }).focus();
      await page.keyboard.press('Enter');
      await page.locator('.message').filter({ hasText: '换了：' }).waitFor({ state: 'detached' });
      expect((await page.evaluate(focused)).id).toBe('log');
    });

    it('finds inline after the bot’s name, sends what is chosen, and asks elsewhere', async () => {
      const { page, field, say, hears, messages } = await openDemo();
      await field.pressSequentially('@shuangyong_bot 公交');
      const options = page.getByRole('option');
      await options.filter({ hasText: '公交乙' }).waitFor();
      await field.press('ArrowUp');
      await field.press('Enter');
      await messages.filter({ hasText: '选了乙' }).getByText('通过 @shuangyong_bot').waitFor();
      expect(await field.inputValue()).toBe('');
      await say('/buttons');
      const buttons = await hears('按钮在下面。');
      await buttons.getByRole('button', { name: '在这里找' }).click();
      await options.filter({ hasText: '公交甲' }).waitFor();
      await field.fill('');
      await buttons.getByRole('button', { name: '到别处找' }).click();
      await page.getByRole('dialog').getByRole('button', { name: '邻里群' }).click();
      await options.filter({ hasText: '公交甲' }).click();
      await page.locator('.message[data-own=true]').filter({ hasText: '选了甲' }).waitFor();
      expect(await page.locator('#title').innerText()).toBe('邻里群');
    });

    it('follows the bot’s own links inside, and hides what they hand over', async () => {
      const { page, say, hears } = await openDemo();
      await say('/buttons');
      await (await hears('按钮在下面。')).getByRole('button', { name: '从头来' }).click();
      await page.getByRole('button', { name: '开始' }).click();
      await hears('开始：topic_bus');
      expect(await page.locator('.message[data-own=true]').last().locator('.text').innerText()).toBe('/start');
    });

    it('puts a keyboard in place of the letters, once, and takes it away', async () => {
      const { page, field, say, hears } = await openDemo();
      await say('/keys');
      await hears('请选择。');
      expect(await field.getAttribute('placeholder')).toBe('点一个或者打字');
      const keys = page.getByRole('group', { name: '按钮键盘' });
      await keys.getByRole('button', { name: '坐公交' }).click();
      await hears('说：坐公交');
      await keys.waitFor({ state: 'hidden' });
      await page.getByRole('button', { name: '显示或收起按钮键盘' }).click();
      await keys.getByRole('button', { name: '我在哪' }).click();
      await page.getByRole('dialog').getByRole('button', { name: '发送' }).click();
      await hears('收到：location');
      await say('/nokeys');
      await hears('收起了。');
      await page.getByRole('button', { name: '显示或收起按钮键盘' }).waitFor({ state: 'hidden' });
    });

    it('answers, edits, forwards, reacts to and takes back messages, by their menu', async () => {
      const { page, field, say, hears, messages } = await openDemo();
      await say('/force');
      await hears('您叫什么？');
      await page.getByText('回复 双拥问答').waitFor();
      await say('老张');
      await hears('答：老张');
      await field.press('ArrowUp');
      await page.getByText('编辑消息').waitFor();
      expect(await field.inputValue()).toBe('老张');
      await say('老李');
      await hears('改成了：老李');
      const own = messages.filter({ hasText: '老李' }).first();
      await own.click({ button: 'right' });
      await page.getByRole('menuitem', { name: '赞' }).click();
      await own.getByRole('button', { name: '👍，1 人' }).waitFor();
      await own.focus();
      await page.keyboard.press('Enter');
      await page.getByRole('menuitem', { name: '删除' }).click();
      await page.getByRole('dialog').getByRole('button', { name: '删除' }).click();
      await messages.filter({ hasText: /^我：老李/u }).waitFor({ state: 'detached' });
      await (await hears('答：老张')).click({ button: 'right' });
      await page.getByRole('menuitem', { name: '转发' }).click();
      await page.getByRole('dialog').getByRole('button', { name: '邻里群' }).click();
      await messages.filter({ hasText: '转发自 双拥问答' }).waitFor();
    });

    it('shows that the bot is typing, its reactions and its files, and sends stickers and contacts', async () => {
      const { page, say, hears, messages } = await openDemo();
      await say('/typing');
      await page.locator('#status').getByText('正在输入……').waitFor();
      await say('/react');
      await messages.filter({ hasText: '/react' }).getByRole('button', { name: '👍，1 人' }).waitFor();
      await say('/file');
      const downloading = page.waitForEvent('download');
      await (await hears('名单.csv')).getByRole('link', { name: /^下载 名单\.csv/u }).click();
      expect((await downloading).suggestedFilename()).toBe('名单.csv');
      await page.getByRole('button', { name: '添加附件' }).click();
      await page.getByRole('menuitem', { name: '表情' }).click();
      await page.getByRole('dialog').getByRole('button', { name: '玫瑰' }).click();
      await hears('收到：sticker');
      await page.getByRole('button', { name: '添加附件' }).click();
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').getByRole('button', { name: '发送' }).click();
      await hears('收到：contact');
    });

    it('sends with Enter, not while an input method composes, and breaks lines with Shift', async () => {
      const { field, hears, messages } = await openDemo();
      await field.fill('一');
      await field.dispatchEvent('keydown', { key: 'Enter', isComposing: true });
      await field.press('Shift+Enter');
      await field.pressSequentially('二');
      expect(await messages.count()).toBe(2);
      await field.press('Enter');
      expect(await (await hears('说：一')).locator('.text').innerText()).toBe('说：一\n二');
    });

    it('counts what comes in the other chat, and shows the same after a reload', async () => {
      const { page, preview, messages } = await openDemo();
      const { admin, group } = preview.scene;
      admin.say(group.id, '大家好');
      await page.getByRole('navigation').getByText('1 条未读').waitFor({ state: 'attached' });
      await page.getByRole('navigation').getByText('邻里群').click();
      await messages.filter({ hasText: '大家好' }).waitFor();
      await page.reload();
      await messages.filter({ hasText: '大家好' }).waitFor();
      expect(await page.locator('#title').innerText()).toBe('邻里群');
    });

    it('says so when the program is gone', async () => {
      const preview = await openTestPreview();
      const { page, faults } = await look(preview);
      await page.locator('#start').waitFor();
      await preview.close();
      await page.locator('#status.alert').waitFor();
      // What the browser itself says about a connection that is lost is no fault of the page.
      expect(faults.splice(0)).not.toContain(expect.stringMatching(/^(?:request|policy)/u));
    });
  });

  describe('for everybody', () => {
    /** A chat with everything in it. */
    async function openFull(options: BrowserContextOptions): Promise<Chat> {
      const chat = await openDemo('visitor/private', options);
      const { visitor } = chat.preview.scene;
      for (const command of ['/styles', '/long', '/react', '/file', '/keys', '/buttons']) visitor.say(visitor.id, command);
      await chat.hears('按钮在下面。');
      return chat;
    }

    it.each([['light', 390, 844], ['dark', 390, 844], ['light', 1280, 800], ['dark', 1280, 800], ['light', 640, 400], ['dark', 195, 422]] as const)('is accessible in the %s, at %i by %i', async (colorScheme, width, height) => {
      const { page, field } = await openFull({ colorScheme, viewport: { width, height }, reducedMotion: 'reduce' });
      expect(await offencesIn(page)).toEqual([]);
      await field.fill('/');
      expect(await page.evaluate(outside)).toEqual([]);
      expect(await page.evaluate(small)).toEqual([]);
      await field.fill('');
      if (width < 800) await page.getByRole('button', { name: '打开聊天列表和设置' }).click();
      expect(await offencesIn(page)).toEqual([]);
      expect(await page.evaluate(outside)).toEqual([]);
    });

    it('has menus and dialogs that are accessible, too', async () => {
      const { page, messages } = await openFull({ reducedMotion: 'reduce' });
      await messages.last().focus();
      await page.keyboard.press('Enter');
      await page.getByRole('menu').waitFor();
      expect(await offencesIn(page)).toEqual([]);
      await page.keyboard.press('Escape');
      expect((await page.evaluate(focused)).className).toBe('message');
      await page.getByRole('button', { name: '添加附件' }).click();
      await page.getByRole('menuitem', { name: '联系人' }).click();
      await page.getByRole('dialog').waitFor();
      expect(await offencesIn(page)).toEqual([]);
    });

    it('is a log that is read out, walked through by arrows, and not left by the first messages', async () => {
      const { page, messages } = await openDemo();
      const log = page.getByRole('log', { name: '聊天记录' });
      expect([await log.getAttribute('aria-live'), await log.getAttribute('aria-busy')]).toEqual(['polite', 'false']);
      await log.focus();
      await page.keyboard.press('ArrowUp');
      expect((await page.evaluate(focused)).text).toBe(await messages.last().textContent());
      await page.keyboard.press('ArrowUp');
      expect((await page.evaluate(focused)).text).toBe(await messages.first().textContent());
    });

    it('is light, dark or large by choice, and remembers it', async () => {
      const { page } = await openDemo('visitor/private', { colorScheme: 'light' });
      expect(await page.evaluate(looks)).toEqual(['light dark', false]);
      await page.getByRole('radio', { name: '深色' }).check({ force: true });
      await page.getByRole('radio', { name: '特大' }).check({ force: true });
      expect(await page.evaluate(looks)).toEqual(['dark', true]);
      await page.reload();
      await page.locator('#form').waitFor();
      expect(await page.evaluate(looks)).toEqual(['dark', true]);
      expect(await page.evaluate(outside)).toEqual([]);
    });

    it('keeps the side out of reach on a phone until it is opened, and closes it with Esc', async () => {
      const { page } = await openDemo('visitor/private', { viewport: { width: 390, height: 844 } });
      const opener = page.getByRole('button', { name: '打开聊天列表和设置' });
      await page.getByRole('navigation').waitFor({ state: 'hidden' });
      await opener.click();
      await page.getByRole('navigation').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('navigation').waitFor({ state: 'hidden' });
      expect((await page.evaluate(focused)).id).toBe('opener');
    });
  });
});

/** What axe finds wrong. */
async function offencesIn(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(offences);
}
