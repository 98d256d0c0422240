import '@gridward/i18n/words/command';
import { Drawer } from 'antd';
import { useT } from '../../../platform/language.tsx';
import { shortNumber } from '../../cases/case-number.ts';
import { OrderForm } from './order-form.tsx';

interface OrderDrawerProps {
  readonly caseId: string;
  readonly number: string;
  readonly againOf?: string | undefined;
  readonly onClose: () => void;
}

/** An order of supervision from wherever a case is named: the board, a list, the hand-over. */
export function OrderDrawer({ caseId, number, againOf, onClose }: OrderDrawerProps) {
  const t = useT();
  return (
    <Drawer open size={420} onClose={onClose} title={t('orders.superviseCase', { number: shortNumber(number) })} destroyOnHidden>
      <OrderForm caseId={caseId} againOf={againOf} onDone={onClose} />
    </Drawer>
  );
}
