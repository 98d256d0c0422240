import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '../../../platform/api.ts';
import { useLanguage } from '../../../platform/language.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { FactList, Section } from '../../cases/page/fact-list.tsx';
import { bytesText } from './bytes.ts';

/** Versions, and how full the house is. */
export function MachinePart() {
  const { t, format, locale } = useLanguage();
  const version = useQuery({ queryKey: ['system', 'version'], queryFn: ({ signal }) => unwrap(api.version({}, { signal })) });
  const storage = useQuery({ queryKey: ['system', 'storage'], queryFn: ({ signal }) => unwrap(api.readStorage({}, { signal })) });
  const error = version.error ?? storage.error;
  const disk = storage.data?.disk ?? null;
  return (
    <Section level={2} title={t('health.machine')}>
      {error === null ? null : <ProblemNotice error={error} />}
      {version.data === undefined ? null : (
        <FactList
          facts={[
            { label: t('health.version'), value: version.data.version },
            {
              label: t('health.database'),
              value: `PostgreSQL ${version.data.database} ${t(version.data.embedded ? 'health.embedded' : 'health.external')}`,
            },
            { label: 'Node.js', value: version.data.node },
            { label: t('health.mode'), value: t(version.data.demonstration ? 'health.demonstration' : 'health.production') },
          ]}
        />
      )}
      {storage.data === undefined ? null : (
        <FactList
          facts={[
            { label: t('health.databaseSize'), value: bytesText(storage.data.databaseBytes, locale) },
            {
              label: t('health.attachments'),
              value: t('health.attachmentsOf', {
                count: format.number(storage.data.attachments.count),
                size: bytesText(storage.data.attachments.bytes, locale),
              }),
            },
            {
              label: t('health.disk'),
              value:
                disk === null
                  ? t('health.diskUnknown')
                  : t('health.diskOf', { free: bytesText(disk.freeBytes, locale), total: bytesText(disk.totalBytes, locale) }),
            },
          ]}
        />
      )}
    </Section>
  );
}
