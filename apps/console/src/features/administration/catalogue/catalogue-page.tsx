import '@gridward/i18n/words/entering';
import '@gridward/i18n/words/organising';
import '@gridward/i18n/words/rulebook';
import '../editing/administration.css';
import './catalogue.css';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useLanguage } from '../../../platform/language.tsx';
import { Blank } from '../../../ui/blank.tsx';
import { NoPermission } from '../../../ui/no-permission.tsx';
import { useMay } from '../../session/me.tsx';
import { ReadOnlyNotice } from '../editing/read-only.tsx';
import { SaidFrame } from '../editing/said.tsx';
import { CatalogueTree } from './catalogue-tree.tsx';
import { CategoryCard } from './category-card.tsx';

interface CataloguePageProps {
  readonly categoryId: string | null;
}

/** What a case can be filed under, by which conditions and within which limits: to read for all, to keep for the administrator. */
export function CataloguePage(props: CataloguePageProps) {
  const may = useMay();
  return may('catalogue.read') ? <Catalogue {...props} /> : <NoPermission permission="catalogue.read" />;
}

function Catalogue({ categoryId }: CataloguePageProps) {
  const { t } = useLanguage();
  const navigate = useNavigate();
  const choose = (id: string | null): void =>
    void navigate({ to: '/admin/catalogue', search: id === null ? {} : { category: id } });
  return (
    <div className="page admin-page catalogue-page">
      <header>
        <h1>{t('catalogue.title')}</h1>
      </header>
      <ReadOnlyNotice permission="catalogue.manage" />
      <SaidFrame>
        <div className={categoryId === null ? 'admin-split' : 'admin-split has-choice'}>
          <CatalogueTree chosenId={categoryId} onChoose={choose} />
          <div className="admin-main">
            {categoryId === null ? (
              <Blank title={t('catalogue.chooseTitle')} hint={t('catalogue.chooseHint')} />
            ) : (
              <>
                <Button className="back-to-tree" onClick={() => choose(null)}>
                  {t('setup.backToTree')}
                </Button>
                <CategoryCard key={categoryId} categoryId={categoryId} onChoose={choose} />
              </>
            )}
          </div>
        </div>
      </SaidFrame>
    </div>
  );
}
