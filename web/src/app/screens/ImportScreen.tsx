import { NewImport } from '../../features/import/NewImport';
import { PastImports } from '../../features/import/PastImports';
import { RunView } from '../../features/import/RunView';
import { useWords } from '../../i18n';
import { Button } from '../../ui/Button';
import '../../ui/css/card.css';
import '../../ui/css/import.css';
import { navigate } from '../../ui/navigation';

export default function ImportScreen({ id }: { id: string }) {
    const { imports } = useWords();
    return (
        <div className="page">
            <div className="page-head">
                <h1>{imports.title}</h1>
                {id && (
                    <Button look="primary" onClick={() => navigate('/import')}>
                        {imports.newImport}
                    </Button>
                )}
            </div>
            {id ? (
                <RunView key={id} import_id={id} />
            ) : (
                <>
                    <p className="lead">{imports.lead}</p>
                    <NewImport onStarted={(started) => navigate(`/import/${started.import_id}`)} />
                    <PastImports />
                </>
            )}
        </div>
    );
}
