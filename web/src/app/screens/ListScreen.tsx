import { Plus } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useRight } from '../../api/session';
import { PersonList } from '../../features/person/PersonList';
import { useWords } from '../../i18n';
import { Button } from '../../ui/Button';
import '../../ui/css/list.css';
import { navigate, useAddress, withQuery } from '../../ui/navigation';

const NewPersonDialog = lazy(() => import('../../features/person/NewPersonDialog'));

export default function ListScreen() {
    const { persons } = useWords();
    const url = useAddress();
    // Who may bring in a list may bring in a single person.
    const mayCreate = useRight('import_list');
    const creating = mayCreate && url.searchParams.has('neu');
    const create = () => navigate(withQuery(url, { neu: 1 }));
    return (
        <div className="page fill">
            <div className="page-head">
                <h1>{persons.title}</h1>
                {mayCreate && (
                    <Button
                        look="primary"
                        icon={<Plus size={17} aria-hidden="true" />}
                        hint="C"
                        onClick={create}
                    >
                        {persons.create}
                    </Button>
                )}
            </div>
            <PersonList onCreate={create} mayCreate={mayCreate} />
            {creating && (
                <Suspense fallback={null}>
                    <NewPersonDialog onClose={() => navigate(withQuery(url, { neu: null }), 'replace')} />
                </Suspense>
            )}
        </div>
    );
}
