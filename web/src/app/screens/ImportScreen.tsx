import { lazy, Suspense, useCallback, useState } from 'react';
import type { OpenClaim } from '../../api/schema';
import { ClaimsPanel } from '../../features/import/ClaimsPanel';
import { NewImport } from '../../features/import/NewImport';
import { PastImports } from '../../features/import/PastImports';
import { RunView } from '../../features/import/RunView';
import { useWords } from '../../i18n';
import { Button } from '../../ui/Button';
import '../../ui/css/card.css';
import '../../ui/css/import.css';
import { navigate } from '../../ui/navigation';

const ConsentDialog = lazy(() => import('../../features/consent/ConsentDialog'));

export default function ImportScreen({ id }: { id: string }) {
    const { imports } = useWords();
    const [turn, setTurn] = useState(0);
    const [proving, setProving] = useState<OpenClaim>();
    const changed = useCallback(() => setTurn((n) => n + 1), []);
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
                <RunView key={id} import_id={id} onChanged={changed} />
            ) : (
                <>
                    <p className="lead">{imports.lead}</p>
                    <NewImport onStarted={(started) => navigate(`/import/${started.import_id}`)} />
                </>
            )}
            {!id && <PastImports turn={turn} />}
            <ClaimsPanel import_id={id || undefined} turn={turn} onProve={setProving} onChanged={changed} />
            {proving && (
                <Suspense fallback={null}>
                    <ConsentDialog
                        person_id={proving.person_id}
                        onClose={() => setProving(undefined)}
                        onDone={() => {
                            setProving(undefined);
                            changed();
                        }}
                        start={{
                            areas: proving.areas.all ? [] : proving.areas.areas,
                            channels: proving.channels,
                            claim_id: proving.claim_id,
                        }}
                    />
                </Suspense>
            )}
        </div>
    );
}
