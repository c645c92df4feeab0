/** What the environment says, checked. A bad value is an error that names the variable and its remedy, never a silent default. */
import { statSync } from 'node:fs';
import { isIP } from 'node:net';
import { LOG_LEVELS, type LogLevel } from './log.ts';

export interface Config {
  /** Null: the bot is tried out on this machine, as a page and in the terminal. */
  token: string | null;
  adminIds: ReadonlySet<number>;
  /** Where the Bot API answers, without a slash at the end. */
  apiRoot: string;
  proxy: URL | null;
  knowledgeDirectory: string;
  /** Where the bot keeps its state; made where it is missing. */
  dataDirectory: string;
  logLevel: LogLevel;
  /** Where the page listens when there is no token: an address or a name of this machine, and the first port to try. */
  host: string;
  port: number;
}

/** Every bad variable at once, one sentence each, in words for the person who set them. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`配置有误：\n${problems.map((problem) => `· ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

const DEFAULT_PORT = 8080;

type Environment = Record<string, string | undefined>;

/** Collects one sentence for each bad variable. */
type Complain = (problem: string) => void;

/**
 * Reads the variables of `.env.example`; an empty one counts as absent.
 *
 * @throws ConfigError naming every bad variable
 */
export function readConfig(environment: Environment, isFolder: (path: string) => boolean = folderExists): Config {
  const problems: string[] = [];
  const complain = (problem: string): void => void problems.push(problem);
  const value = (name: string): string => (environment[name] ?? '').trim();
  const token = value('BOT_TOKEN');
  const config: Config = {
    token: readToken(token, complain),
    adminIds: readAdminIds(value('ADMIN_IDS'), complain),
    apiRoot: readApiRoot(value('TELEGRAM_API_ROOT'), complain),
    proxy: readProxy(value('TELEGRAM_PROXY'), complain),
    knowledgeDirectory: value('KNOWLEDGE_DIR') || 'knowledge',
    dataDirectory: value('DATA_DIR') || 'data',
    logLevel: readLogLevel(value('LOG_LEVEL'), complain),
    host: readHost(value('HOST'), complain),
    port: readPort(value('PORT'), complain),
  };
  if (token === '') refuseTryingInProduction(environment, complain);
  if (!isFolder(config.knowledgeDirectory)) {
    complain(`KNOWLEDGE_DIR：找不到文件夹“${config.knowledgeDirectory}”。请填放文档的文件夹，或者删掉这一行，用默认的 knowledge。`);
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

/** The proxy as it is shown to people: scheme, host and port, never the credentials. */
export function describeProxy(proxy: URL): string {
  return `${proxy.protocol}//${proxy.host}`;
}

/** Everything of a configuration that must not be shown. */
export function secretsOf(config: Config): string[] {
  const password = config.proxy?.password ?? '';
  return [config.token ?? '', password, decodeURIComponent(password)].filter((secret) => secret !== '');
}

function folderExists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Telegram alone knows which tokens are real; this finds what was copied wrongly. The value is never repeated. */
function readToken(value: string, complain: Complain): string | null {
  if (value === '') return null;
  if (/^\d+:[A-Za-z0-9_-]+$/u.test(value)) return value;
  complain('BOT_TOKEN：不像一个令牌（应为“数字:字母和数字”，中间没有空格）。请把 @BotFather 给的那一行完整复制过来；留空则在这台机器上试用。');
  return null;
}

function readAdminIds(value: string, complain: Complain): ReadonlySet<number> {
  const ids = new Set<number>();
  for (const entry of value.split(/[\s,，、;；]+/u).filter((part) => part !== '')) {
    const id = Number(entry);
    if (/^\d+$/u.test(entry) && Number.isSafeInteger(id) && id > 0) ids.add(id);
    else complain(`ADMIN_IDS：“${entry}”不是编号。请填管理员的数字编号，用逗号分开；向 @userinfobot 发一条消息就会看到自己的编号，用户名不算。`);
  }
  return ids;
}

function readApiRoot(value: string, complain: Complain): string {
  if (value === '') return 'https://api.telegram.org';
  const url = parseUrl(value);
  const plain = url && ['http:', 'https:'].includes(url.protocol) && url.hostname !== '' && url.search === '' && url.hash === '' && url.username === '';
  if (!plain) complain(`TELEGRAM_API_ROOT：“${withoutCredentials(value)}”不是网址。请填 http:// 或 https:// 开头的地址，例如 https://api.telegram.org；不填即用它。`);
  return value.replace(/\/+$/u, '');
}

function readProxy(value: string, complain: Complain): URL | null {
  if (value === '') return null;
  const url = parseUrl(value);
  const known = url && ['http:', 'https:', 'socks5:', 'socks5h:'].includes(url.protocol) && url.hostname !== '' && isDecodable(url);
  if (known) return url;
  complain(
    `TELEGRAM_PROXY：“${withoutCredentials(value)}”不是代理地址。请填 http://、https:// 或 socks5:// 开头的地址，例如 socks5://127.0.0.1:1080；` +
      '用户名和密码里的特殊字符要写成百分号编码，例如 @ 写成 %40。',
  );
  return null;
}

function readLogLevel(value: string, complain: Complain): LogLevel {
  const level = LOG_LEVELS.find((known) => known === value.toLowerCase());
  if (value !== '' && !level) complain(`LOG_LEVEL：没有“${value}”这一级。请从 ${LOG_LEVELS.join('、')} 里选一个；不填即 info。`);
  return level ?? 'info';
}

/** Where people count on the bot, a page on this machine in its place would look like a start that worked. */
function refuseTryingInProduction(environment: Environment, complain: Complain): void {
  const signs = [
    ...(environment['NODE_ENV']?.trim() === 'production' ? ['NODE_ENV=production'] : []),
    ...['DATABASE_URL', 'WEBHOOK_URL'].filter((name) => (environment[name] ?? '').trim() !== ''),
  ];
  if (signs.length > 0) complain(`BOT_TOKEN：没有填，却设了 ${signs.join('、')}，像是正式运行。请填 @BotFather 给的令牌；只想试用，就去掉 ${signs.join('、')}。`);
}

function readHost(value: string, complain: Complain): string {
  const host = value.replace(/^\[(.*)\]$/u, '$1');
  if (host !== '' && isIP(host) === 0 && !/^[\w-]+(?:\.[\w-]+)*$/u.test(host)) {
    complain(`HOST：“${value}”不是地址。请只填这台机器的地址或名字，不带 http:// 和端口，例如 127.0.0.1；不填即它。`);
  }
  return host || '127.0.0.1';
}

function readPort(value: string, complain: Complain): number {
  const port = value === '' ? DEFAULT_PORT : Number(value);
  if (/^\d*$/u.test(value) && port <= 65_535) return port;
  complain(`PORT：“${value}”不是端口号。请填 0 到 65535 的整数，0 是任选一个；不填即 ${DEFAULT_PORT}。`);
  return DEFAULT_PORT;
}

function parseUrl(value: string): URL | null {
  return URL.canParse(value) ? new URL(value) : null;
}

function isDecodable(url: URL): boolean {
  try {
    decodeURIComponent(url.username + url.password);
    return true;
  } catch {
    return false;
  }
}

/** Everything before an @ may be a password, also in what is no URL. */
function withoutCredentials(value: string): string {
  return value.includes('@') ? value.replace(/^(\w+:\/\/)?.*@/su, '$1***@') : value;
}
