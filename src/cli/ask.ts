/** `npm run ask -- "坐公交车要钱吗"`, or `--jsonl` for questions from standard input. */
import { renderReply } from '../bot/render.ts';
import { isProvable } from '../bot/verify.ts';
import { loadWording } from '../bot/wording.ts';
import { answerLine } from './ask-jsonl.ts';
import { readAskOptions } from './ask-options.ts';
import { print, runCommand, SHARED } from './command.ts';
import { readLines } from './lines.ts';
import { openKnowledge } from './open.ts';
import { formatMessage, formatOptions, formatReasons, showsColour, typedWording } from './terminal.ts';

await runCommand(async () => {
  const options = readAskOptions(process.argv.slice(2));
  if (options.question === null) await answerLines(options.knowledge);
  else await answerPerson(options.question, options.why, options.knowledge);
});

async function answerLines(knowledge: string | undefined): Promise<void> {
  const base = openKnowledge(knowledge);
  for await (const { number, text } of readLines(process.stdin)) {
    const answer = answerLine(text, number, base);
    if (answer) await print(`${JSON.stringify(answer)}\n`);
  }
}

async function answerPerson(question: string, why: boolean, knowledge: string | undefined): Promise<void> {
  const wording = typedWording(loadWording(SHARED));
  const base = openKnowledge(knowledge);
  const reply = base.ask(question);
  const { messages, options } = renderReply(reply, base, wording);
  if (!isProvable(reply, messages, base)) {
    process.stderr.write(`${wording.trouble}\n`);
    process.exitCode = 1;
    return;
  }
  const colour = showsColour(process.stdout, process.env);
  const paragraphs = messages.map((message) => formatMessage(message, colour));
  if (options.length > 0) paragraphs.push(formatOptions(options));
  if (why) paragraphs.push(formatReasons(reply));
  await print(`${paragraphs.filter((paragraph) => paragraph !== '').join('\n\n')}\n`);
}
