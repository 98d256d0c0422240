import type { FreeCaseColumn } from '@gridward/contract';
import { Button, Checkbox, Popover } from 'antd';
import { useT } from '../../platform/language.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { inChooserOrder, moved, toggled } from './columns.ts';

interface ColumnChooserProps {
  readonly columns: readonly FreeCaseColumn[];
  readonly isOwn: boolean;
  readonly error: Error | null;
  readonly onChoose: (columns: FreeCaseColumn[] | null) => void;
}

/** Which columns stand after the five that are always there, and in which order; without a mouse as well. */
export function ColumnChooser(props: ColumnChooserProps) {
  const t = useT();
  return (
    <Popover trigger="click" placement="bottomRight" title={t('columns.title')} content={<Chooser {...props} />}>
      <Button aria-haspopup="dialog">{t('columns.button')}</Button>
    </Popover>
  );
}

function Chooser({ columns, isOwn, error, onChoose }: ColumnChooserProps) {
  const t = useT();
  return (
    <div className="column-chooser" role="group" aria-label={t('columns.title')}>
      <p className="quiet">{t('columns.fixed')}</p>
      {error === null ? null : <ProblemNotice error={error} />}
      <ul>
        {inChooserOrder(columns).map((column) => {
          const at = columns.indexOf(column);
          const name = t(`column.${column}`);
          return (
            <li key={column}>
              <Checkbox checked={at >= 0} onChange={() => onChoose(toggled(columns, column))}>
                {name}
              </Checkbox>
              {at < 0 ? null : (
                <span>
                  <Button
                    type="text"
                    size="small"
                    disabled={at === 0}
                    aria-label={t('columns.up', { name })}
                    onClick={() => onChoose(moved(columns, column, -1))}
                  >
                    ↑
                  </Button>
                  <Button
                    type="text"
                    size="small"
                    disabled={at === columns.length - 1}
                    aria-label={t('columns.down', { name })}
                    onClick={() => onChoose(moved(columns, column, 1))}
                  >
                    ↓
                  </Button>
                </span>
              )}
            </li>
          );
        })}
      </ul>
      {isOwn ? <Button onClick={() => onChoose(null)}>{t('columns.reset')}</Button> : null}
    </div>
  );
}
