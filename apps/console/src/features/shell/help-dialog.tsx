import { Modal } from 'antd';
import { useT } from '../../platform/language.tsx';
import type { WorkPlace } from './work-places.ts';

interface HelpDialogProps {
  readonly places: readonly WorkPlace[];
  readonly onClose: () => void;
}

export function HelpDialog({ places, onClose }: HelpDialogProps) {
  const t = useT();
  const rows: readonly (readonly [string, string])[] = [
    ['j / k', t('keys.move')],
    ['Enter / o', t('keys.open')],
    ['a … y', t('keys.verbs')],
    ['.', t('keys.actions')],
    ['Ctrl + Enter', t('keys.submit')],
    ['Esc', t('keys.escape')],
    ['/', t('keys.search')],
    ['n', t('keys.newCase')],
    ['?', t('keys.help')],
    ...places.flatMap(({ letter, label }) =>
      letter === undefined ? [] : [[`g ${letter}`, `${t('keys.goto')} ${t(label)}`] as const],
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
