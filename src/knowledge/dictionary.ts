/** What is wrong when the word cutter does not load: its binary is built at installation, and installations go wrong. */

const MISSING = 'BINDING_NOT_FOUND';
const UNFIT = 'ERR_DLOPEN_FAILED';

/** In words for whoever starts the bot, with the remedy; null for any other error. */
export function explainDictionary(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code !== MISSING && code !== UNFIT) return null;
  return [
    code === MISSING ? '分词程序 nodejieba 的二进制文件不在，多半是安装时没有编译成。' : '分词程序 nodejieba 的二进制文件跟这台机器或这个 Node.js 对不上。',
    '请在项目文件夹里运行 npm rebuild nodejieba。',
    '要现场编译的话，先装好 python3、make 和 g++；下载不了 Node.js 的头文件，就用环境变量 npm_config_nodedir 指明里面有 include/node 的文件夹。',
  ].join('');
}
