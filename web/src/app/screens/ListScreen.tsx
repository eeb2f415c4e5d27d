import { UserPlus } from 'lucide-react';
import { useRight } from '../../api/session';
import { PersonList } from '../../features/person/PersonList';
import { useWords } from '../../i18n';
import { Button } from '../../ui/Button';
import '../../ui/css/list.css';
import { useKey } from '../../ui/keys';
import { laterDialog } from '../../ui/later';
import { navigate, useAddress, withQuery } from '../../ui/navigation';

const NewPersonDialog = laterDialog(() => import('../../features/person/NewPersonDialog'));

export default function ListScreen() {
    const { persons, newPerson } = useWords();
    const url = useAddress();
    const mayCreate = useRight('create_person');
    // In the address, so that a command from anywhere leads here.
    const adding = mayCreate && url.searchParams.has('neu');
    const open = () => navigate(withQuery(url, { neu: 1 }));
    useKey('n', open, mayCreate);
    return (
        <div className="page fill">
            <div className="page-head">
                <h1>{persons.title}</h1>
                {mayCreate && (
                    <Button icon={<UserPlus size={16} aria-hidden="true" />} hint="N" onClick={open}>
                        {newPerson.open}
                    </Button>
                )}
            </div>
            <PersonList />
            {adding && (
                <NewPersonDialog
                    onClose={() => navigate(withQuery(url, { neu: null }), 'replace')}
                    onDone={({ person_id }) => navigate(`/kunden/${person_id}`, 'replace')}
                />
            )}
        </div>
    );
}
