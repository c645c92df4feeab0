/** /reindex: build a version from the folder as it is now, and tell what came of it. For admins only; the caller checks. */
import type { Context } from 'grammy';
import type { Change } from '../knowledge/changes.ts';
import type { KnowledgeHolder, ReloadReport } from '../knowledge/holder.ts';
import { describeCause, type Log } from '../log.ts';
import { say } from './send.ts';
import { fill, type Wording } from './wording.ts';

/**
 * Rebuilds and reports. The version before stays until the new one is complete, but questions wait meanwhile: updates are handled one
 * after the other, and the build takes the only thread. That is a second or two, and ten or more where the classifier has to be fitted.
 */
export async function reindex(ctx: Context, { knowledge, wording, log }: { knowledge: KnowledgeHolder; wording: Wording; log: Log }): Promise<void> {
  await say(ctx, wording.reindex.started);
  const report = await knowledge.reload();
  logReport(report, log);
  await say(ctx, renderReport(report, wording));
}

/** The report in words. Pure. */
export function renderReport(report: ReloadReport, wording: Wording): string {
  const words = wording.reindex;
  switch (report.status) {
    case 'busy':
      return words.busy;
    case 'failed':
      return fill(words.failed, { version: report.serving.version, reason: reasonOf(report.error, wording) });
    case 'refused': {
      const problems = report.problems.map(({ file, problem }) => fill(words.problem, { file, problem }));
      return [fill(words.refused, { version: report.serving.version }), ...problems, words.remedy].join('\n');
    }
    case 'published': {
      const { before, after, changes, milliseconds } = report;
      const same = before.version === after.version;
      const totals = { documents: after.documents.length, passages: after.passageCount, seconds: (milliseconds / 1000).toFixed(1) };
      const lines = changes.flatMap((change) => describeChange(change, wording));
      if (lines.length === 0 && !same) lines.push(words.otherChanges);
      const problems = after.problems.map(({ file, problem }) => fill(words.problem, { file, problem }));
      return [fill(same ? words.same : words.done, { version: after.version }), fill(words.totals, totals), ...lines, ...(problems.length > 0 ? [words.remarks, ...problems] : [])].join('\n');
    }
  }
}

function describeChange(change: Change, wording: Wording): string[] {
  const words = wording.reindex;
  if (change.what !== 'changed') return [fill(words[change.what], { file: change.file, sentences: change.sentences })];
  const { file, added, removed, changed } = change;
  return [
    ...(added + removed + changed > 0 ? [fill(words.changed, { file, added, removed, changed })] : []),
    ...(change.information ? [fill(words.information, { file })] : []),
  ];
}

/** Errors about the folder are written for the office; the words of any other error are for the log. */
function reasonOf(error: unknown, wording: Wording): string {
  return error instanceof Error && error.name === 'KnowledgeError' ? error.message : wording.reindex.unknownReason;
}

function logReport(report: ReloadReport, log: Log): void {
  if (report.status === 'published') log.info('knowledge.published', { version: report.after.version, documents: report.after.documents.length, problems: report.after.problems.length });
  else if (report.status === 'failed') log.error('knowledge.reload_failed', { cause: describeCause(report.error) });
  else if (report.status === 'refused') log.warn('knowledge.reload_refused', { files: report.problems.map((entry) => entry.file).join(', ') });
}
