/**
 * A process of its own that writes to a store: `writer.ts FOLDER NAME COUNT`. It prints `ready`, waits for a line, opens the store,
 * and prints each number once it is written. With COUNT 0 it goes on until it is killed.
 */
import { once } from 'node:events';
import { openStore } from '../../src/store/store.ts';

const [folder = '', name = '', count = ''] = process.argv.slice(2);
process.stdout.write('ready\n');
await once(process.stdin, 'data');
const store = await openStore(folder);
for (let i = 1; Number(count) === 0 || i <= Number(count); i++) {
  await store.conversations.remember({ chat: i, thread: null, user: Number(name) }, { question: `${name} 的第 ${i} 问`, questionMessage: i, answerMessage: i + 1 });
  await store.feedback.record({ reason: 'wrong', version: 'v1', receipt: null, passages: [] });
  process.stdout.write(`${i}\n`);
  // Lets lines out where pipes are written to later.
  await new Promise(setImmediate);
}
await store.close();
process.stdin.destroy();
