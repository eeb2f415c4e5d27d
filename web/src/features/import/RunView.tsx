// One import: its progress while it runs, then its report, the error file, and the way back.
import { Download, Undo2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Label, ProgressBar } from 'react-aria-components';
import { api } from '../../api/client';
import type { Import, ImportReport } from '../../api/schema';
import { useRight } from '../../api/session';
import { useAsk } from '../../api/useAsk';
import { useSend } from '../../api/useSend';
import { useFormat, useSay, useWords } from '../../i18n';
import { Button } from '../../ui/Button';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { Link } from '../../ui/Link';
import { tell } from '../../ui/notice';
import { usePurposeName } from '../../ui/purpose';
import { Note, RefusalNote, Skeleton, Trouble, useLate } from '../../ui/states';
import { ReportView } from './ReportView';
import { StateTag } from './StateTag';

const poll_ms = 1000;
const slow_poll_ms = 5000;

export function RunView({ import_id }: { import_id: string }) {
    const { imports, claims } = useWords();
    const say = useSay();
    const purposeName = usePurposeName();
    const format = useFormat();
    const mayUndo = useRight('undo_import');
    const mayRead = useRight('read_person');
    const [asking, setAsking] = useState(false);
    const run = useAsk<Import>(
        `import ${import_id}`,
        (signal) => api.get('/imports/{import_id}', { path: { import_id }, signal }),
        true,
    );
    const data = run.data;
    const moving = data?.state === 'waiting' || data?.state === 'running' || data?.state === 'undoing';
    const { again } = run;
    const { refusal } = run;
    useEffect(() => {
        if (!moving) return;
        const timer = setTimeout(again, refusal ? slow_poll_ms : poll_ms);
        return () => clearTimeout(timer);
    }, [moving, data, refusal, again]);
    const late = useLate(run.pending && !data);

    if (run.refusal && !data)
        return (
            <div className="panel">
                <Trouble refusal={run.refusal} again={again} />
            </div>
        );
    if (!data)
        return late ? (
            <div className="panel">
                <Skeleton lines={6} />
            </div>
        ) : null;
    return (
        <section className="panel import-run" aria-labelledby="run-title">
            <div className="panel-head">
                {/* Of an import that is gone altogether the server keeps no name. */}
                <h2 id="run-title">{data.file_name || imports.undoneWhole}</h2>
                <StateTag state={data.state} />
            </div>
            <p className="hint">
                {[data.source, purposeName(data.purpose), data.started_at && format.dateTime(data.started_at)]
                    .filter(Boolean)
                    .join(' · ')}
            </p>
            {moving && <Progress data={data} />}
            {run.refusal && <RefusalNote refusal={run.refusal} />}
            {data.problem && <Note tone="stop">{`${say(data.problem.what)} ${say(data.problem.next)}`}</Note>}
            {data.state === 'undone' && data.file_name && <Note>{imports.undoneKept}</Note>}
            {data.report && <ReportView report={data.report} />}
            <div className="form-actions start">
                {data.state === 'done' && (
                    <Link className="button primary" href="/kunden">
                        {imports.toPersons}
                    </Link>
                )}
                {mayRead && data.state === 'done' && (data.report?.claims ?? 0) > 0 && (
                    <Link className="button plain" href="/behauptungen">
                        {claims.toList}
                    </Link>
                )}
                {data.report?.has_error_file && (
                    <a
                        className="button plain"
                        href={`/api/v1/imports/${encodeURIComponent(import_id)}/error-file`}
                        download
                    >
                        <Download size={16} aria-hidden="true" />
                        {imports.errorFile}
                    </a>
                )}
                {mayUndo && (data.state === 'done' || data.state === 'failed') && (
                    <Button
                        look="danger"
                        icon={<Undo2 size={16} aria-hidden="true" />}
                        onClick={() => setAsking(true)}
                    >
                        {imports.undo}
                    </Button>
                )}
            </div>
            {data.report?.has_error_file && <p className="hint">{imports.errorFileHelp}</p>}
            {asking && (
                <UndoDialog
                    data={data}
                    onClose={() => setAsking(false)}
                    onDone={() => {
                        setAsking(false);
                        again();
                    }}
                />
            )}
        </section>
    );
}

function Progress({ data }: { data: Import }) {
    const { imports } = useWords();
    const format = useFormat();
    return (
        <ProgressBar
            className="progress"
            value={(data.share ?? 0) * 100}
            isIndeterminate={data.share == null}
        >
            {({ percentage }) => (
                <>
                    <Label>{data.state === 'running' ? imports.running : imports.states[data.state]}</Label>
                    <span>{imports.rowsDone(format.number(data.rows_done))}</span>
                    <svg
                        className="progress-track"
                        viewBox="0 0 100 2"
                        preserveAspectRatio="none"
                        aria-hidden="true"
                    >
                        <rect className="progress-back" width="100" height="2" />
                        <rect className="progress-bar" width={percentage ?? 100} height="2" />
                    </svg>
                    <span className="hint">{imports.leave}</span>
                </>
            )}
        </ProgressBar>
    );
}

function UndoDialog({ data, onClose, onDone }: { data: Import; onClose: () => void; onDone: () => void }) {
    const { imports } = useWords();
    const sending = useSend(
        (import_id: string, intent) => api.post('/imports/{import_id}/undo', { path: { import_id }, intent }),
        () => {
            tell(imports.undoStarted);
            onDone();
        },
    );
    return (
        <ConfirmDialog
            title={imports.undoTitle}
            submit={imports.undo}
            sending={sending}
            onConfirm={() => void sending.send(data.import_id)}
            onClose={onClose}
            details={data.report && <UndoCounts report={data.report} />}
        >
            {imports.undoText(data.file_name)}
        </ConfirmDialog>
    );
}

/** What goes, prohibitions among it: nobody may lose them unawares. */
function UndoCounts({ report }: { report: ImportReport }) {
    const { imports } = useWords();
    const format = useFormat();
    const prohibitions = report.objections + report.refusals;
    const lines = [
        [report.persons_created, imports.undoPersons],
        [report.persons_merged, imports.undoMerged],
    ] as const;
    return (
        <>
            <ul className="plain-list">
                {lines.map(
                    ([count, say], at) => count > 0 && <li key={at}>{say(count, format.number(count))}</li>,
                )}
            </ul>
            {prohibitions > 0 && (
                <Note tone="stop">{imports.undoProhibitions(prohibitions, format.number(prohibitions))}</Note>
            )}
        </>
    );
}
