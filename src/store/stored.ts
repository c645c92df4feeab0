/** Everything that is stored, why and how long: what `/privacy` shows. A test compares it with the schema, column by column. */
import { CONVERSATION_MINUTES } from './conversations.ts';
import { FEEDBACK_DAYS } from './feedback.ts';
import type { Schema } from './schema.ts';

/** One table of the database, in words for those whose data it is. */
export interface Stored<Table extends keyof Schema = keyof Schema> {
  table: Table;
  columns: readonly (keyof Schema[Table])[];
  what: string;
  why: string;
  kept: string;
  /** What `/forget` deletes; the rest says nothing about anybody. */
  personal: boolean;
}

const stored = <Table extends keyof Schema>(row: Stored<Table>): Stored<Table> => row;

/** A column that is not listed here does not exist, and the other way round. */
export const STORED = [
  stored({
    table: 'conversations',
    columns: ['chat_id', 'thread_id', 'user_id', 'question', 'question_message_id', 'answer_message_id', 'asked_at'],
    what: '您的上一个问题和提问的时间，您和聊天的编号，问题和回答两条消息的编号',
    why: '听懂接着问的话，比如“那地铁呢”；您改了问题，回答也跟着改',
    kept: `最多 ${CONVERSATION_MINUTES} 分钟；换了话题，或者您发送 /forget，就删除`,
    personal: true,
  }),
  stored({
    table: 'preferences',
    columns: ['user_id', 'simple_mode', 'language'],
    what: '您的编号，您选的简单模式和语言；没有选过就没有',
    why: '下次还照您选的样子回答',
    kept: '到您发送 /forget 为止',
    personal: true,
  }),
  stored({
    table: 'feedback',
    columns: ['day', 'reason', 'version', 'receipt', 'passages', 'times'],
    what: '“没答对”的原因、次数和日期，以及说的是哪一版、哪一句原文；不记谁点的，不记问了什么',
    why: '知道哪些内容要补、要改',
    kept: `${FEEDBACK_DAYS} 天`,
    personal: false,
  }),
  stored({
    table: 'migrations',
    columns: ['name', 'applied_at'],
    what: '数据库自己的版本记录，跟用户无关',
    why: '程序升级时知道从哪里接着改',
    kept: '一直保留',
    personal: false,
  }),
] as const;
