/** Who and what there is in the preview: the bot, a visitor, an administrator, and a group that all three are in. */
import type { Clock } from './clock.ts';
import { createEmulator, type Emulator } from './emulator.ts';
import type { Group } from './groups.ts';
import type { Person } from './people.ts';

/** Names that people read. */
export interface SceneNames {
  bot: string;
  visitor: string;
  admin: string;
  group: string;
}

/** The bot's Telegram, and those who talk in it. Both persons have a private chat with the bot and are members of the group. */
export interface Scene {
  emulator: Emulator;
  visitor: Person;
  /** Give this person's id an administrator's rights. */
  admin: Person;
  group: Group;
}

const VISITOR_ID = 7_000_001;
const ADMIN_ID = 7_000_002;

/** Opens an emulator in which nothing has been said. It listens when the promise resolves. */
export async function openScene(names: SceneNames, clock?: Clock): Promise<Scene> {
  const emulator = await createEmulator({
    bot: { first_name: names.bot },
    // A mention is how people ask in a group, and Telegram's own texts promise that it arrives.
    mentionsReachBot: true,
    ...(clock ? { clock } : {}),
  });
  const visitor = emulator.person({ id: VISITOR_ID, first_name: names.visitor, language_code: 'zh-hans' });
  const admin = emulator.person({ id: ADMIN_ID, first_name: names.admin, language_code: 'zh-hans' });
  return { emulator, visitor, admin, group: emulator.group({ title: names.group, members: [visitor, admin] }) };
}
