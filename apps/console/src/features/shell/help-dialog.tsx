import type { Permission } from '@gridward/core';
import type { PlainKey } from '@gridward/i18n';
import { Modal } from 'antd';
import { KEYS } from '../../platform/keys.ts';
import { useT } from '../../platform/language.tsx';
import { useMay } from '../session/me.tsx';
import type { WorkPlace } from './work-places.ts';

interface HelpDialogProps {
  readonly places: readonly WorkPlace[];
  readonly onClose: () => void;
}

/** A line of the help: the keys, what they do, and whom it concerns; everybody where nothing is said. */
type Line = readonly [keys: string, meaning: PlainKey, ...anyOf: readonly Permission[]];

const LINES: readonly Line[] = [
  [`${KEYS.down} / ${KEYS.up}`, 'keys.move'],
  [`Enter / ${KEYS.open}`, 'keys.open'],
  [KEYS.choose, 'keys.choose', 'case.read'],
  ['a … y', 'keys.verbs'],
  [KEYS.actions, 'keys.actions'],
  [KEYS.ask, 'keys.ask', 'case.intake'],
  ['Alt + 1…3', 'keys.join', 'case.report'],
  [KEYS.sendPile, 'keys.sendPile', 'case.dispatch'],
  ['Ctrl + Enter', 'keys.submit'],
  ['Esc', 'keys.escape'],
  [KEYS.search, 'keys.search', 'case.read'],
  [KEYS.newCase, 'keys.newCase', 'case.report'],
  [KEYS.help, 'keys.help'],
];

export function HelpDialog({ places, onClose }: HelpDialogProps) {
  const t = useT();
  const may = useMay();
  const lines = LINES.filter(([, , ...anyOf]) => anyOf.length === 0 || may(...anyOf));
  const rows: readonly (readonly [string, string])[] = [
    ...lines.map(([keys, meaning]) => [keys, t(meaning)] as const),
    ...places.flatMap(({ letter, label }) =>
      letter === undefined ? [] : [[`${KEYS.goTo} ${letter}`, `${t('keys.goto')} ${t(label)}`] as const],
    ),
  ];
  return (
    <Modal open title={t('keys.title')} footer={null} onCancel={onClose}>
      <table className="keys">
        <tbody>
          {rows.map(([keys, meaning]) => (
            <tr key={keys}>
              <th scope="row">
                <kbd>{keys}</kbd>
              </th>
              <td>{meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  );
}
