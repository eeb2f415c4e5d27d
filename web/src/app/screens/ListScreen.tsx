import { PersonList } from '../../features/person/PersonList';
import { useWords } from '../../i18n';
import '../../ui/css/list.css';

export default function ListScreen() {
    const { persons } = useWords();
    return (
        <div className="page fill">
            <div className="page-head">
                <h1>{persons.title}</h1>
            </div>
            <PersonList />
        </div>
    );
}
