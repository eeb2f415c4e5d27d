// From a file to a checked list: file, purpose, source; then what would happen; then the run. Nothing is stored before it.
import { FileText } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client';
import { useHouse } from '../../api/house';
import type { Import, ImportPreview, NewImport, NewImportPreview, Upload } from '../../api/schema';
import { useSend } from '../../api/useSend';
import { useFormat, useSay, useWords } from '../../i18n';
import { Button } from '../../ui/Button';
import { useFieldError } from '../../ui/fieldError';
import { Choose, Radios, TextInput } from '../../ui/fields';
import { Form } from '../../ui/Form';
import { Note, RefusalNote, Skeleton } from '../../ui/states';
import { ColumnsTable } from './ColumnsTable';
import { FilePick } from './FilePick';
import { mappingOf } from './mapping';
import { ReportView } from './ReportView';

export function NewImport({ onStarted }: { onStarted: (started: Import) => void }) {
    const { imports } = useWords();
    const format = useFormat();
    const [file, setFile] = useState<File>();
    const [upload, setUpload] = useState<Upload>();
    // A file has no words of its own in JSON: name, size and time tell one from the next, and so one intent.
    const sending = useSend(
        ({ bytes, name }: { bytes: File; name: string; size: number; at: number }, intent) =>
            api.post('/uploads', {
                bytes,
                headers: { 'Kartei-File-Name': encodeURIComponent(name) },
                intent,
            }),
        setUpload,
    );
    const take = (chosen: File) => {
        setFile(chosen);
        setUpload(undefined);
        void sending.send({ bytes: chosen, name: chosen.name, size: chosen.size, at: chosen.lastModified });
    };
    const other = () => {
        setFile(undefined);
        setUpload(undefined);
        sending.forget();
    };
    if (!file) return <FilePick onFile={take} />;
    return (
        <section className="panel import-new" aria-label={imports.file}>
            <p className="file-line">
                <FileText size={20} aria-hidden="true" />
                <strong className="grow">{file.name}</strong>
                <span className="quiet">{format.bytes(file.size)}</span>
                <Button look="quiet" onClick={other}>
                    {imports.other}
                </Button>
            </p>
            {sending.busy && (
                <p className="hint" role="status">
                    {imports.uploading}
                </p>
            )}
            {sending.refusal && (
                <>
                    <RefusalNote refusal={sending.refusal} />
                    <div className="form-actions">
                        <Button onClick={() => take(file)}>{imports.checkAgain}</Button>
                    </div>
                </>
            )}
            {upload && <Check key={upload.upload_id} upload={upload} onStarted={onStarted} />}
        </section>
    );
}

function Check({ upload, onStarted }: { upload: Upload; onStarted: (started: Import) => void }) {
    const { imports, newPerson, required } = useWords();
    const say = useSay();
    const { purposes } = useHouse();
    const [purpose, setPurpose] = useState<string | null>(null);
    const [source, setSource] = useState('');
    const [tried, setTried] = useState(false);
    const [changes, setChanges] = useState<Record<string, string>>({});
    const [checked, setChecked] = useState<{ preview: ImportPreview; words: string }>();
    const [duplicates, setDuplicates] = useState<'merge' | 'skip'>('merge');
    const request: NewImportPreview = {
        upload_id: upload.upload_id,
        purpose: purpose ?? '',
        source: source.trim(),
        mapping: checked ? mappingOf(checked.preview.columns, changes) : undefined,
    };
    const words = JSON.stringify(request);
    const checking = useSend(
        async (body: NewImportPreview, intent) => ({
            preview: await api.post('/import-previews', { body, intent }),
            body,
        }),
        ({ preview, body }) => setChecked({ preview, words: JSON.stringify(body) }),
    );
    const running = useSend((body: NewImport, intent) => api.post('/imports', { body, intent }), onStarted);
    const check = () => {
        setTried(true);
        if (purpose && source.trim()) void checking.send(request);
    };
    const fresh = checked !== undefined && checked.words === words;
    const refusal = checking.refusal ?? running.refusal;
    const error = useFieldError(refusal);
    return (
        <>
            <Form
                onSubmit={check}
                submit={imports.check}
                busy={checking.busy}
                refusal={checked ? undefined : checking.refusal}
                // Below the preview from then on, where one is when something was changed.
                actions={checked && <></>}
            >
                <div className="columns">
                    <Choose
                        label={imports.purpose}
                        help={imports.purposeHelp}
                        placeholder={newPerson.purposePick}
                        autoFocus
                        value={purpose}
                        onChange={setPurpose}
                        error={tried && !purpose ? required : error('purpose')}
                        options={purposes.map((row) => ({ value: row.purpose, label: say(row.name) }))}
                    />
                    <TextInput
                        label={imports.source}
                        help={imports.sourceHelp}
                        value={source}
                        onChange={setSource}
                        error={tried && !source.trim() ? imports.sourceMissing : error('source')}
                        room={200}
                    />
                </div>
            </Form>
            {checking.busy && (
                <div role="status">
                    <p className="hint">{imports.checking}</p>
                    <Skeleton lines={5} />
                </div>
            )}
            {checked && !checking.busy && (
                <div className="import-preview">
                    <div className="panel-head">
                        <h2>{imports.previewTitle}</h2>
                        <span className="tag">{imports.nothingStored}</span>
                    </div>
                    {checked.preview.recognised.length > 0 && (
                        <p className="hint">{`${imports.recognised} – ${checked.preview.recognised.map(say).join(' · ')}`}</p>
                    )}
                    {!checked.preview.is_whole && <Note tone="warn">{imports.notWhole}</Note>}
                    <ReportView report={checked.preview.report} />
                    <ColumnsTable preview={checked.preview} changes={changes} onChange={setChanges} />
                    <Radios
                        label={imports.duplicates}
                        value={duplicates}
                        onChange={setDuplicates}
                        options={[
                            { value: 'merge', label: imports.merge, help: imports.mergeHelp },
                            { value: 'skip', label: imports.skip, help: imports.skipHelp },
                        ]}
                    />
                    <div className="import-foot">
                        {refusal && <RefusalNote refusal={refusal} />}
                        {!fresh && (
                            <div id="check-again">
                                <Note tone="warn">{imports.mappingChanged}</Note>
                            </div>
                        )}
                        <div className="form-actions">
                            <Button onClick={check}>{imports.checkAgain}</Button>
                            <Button
                                look="primary"
                                busy={running.busy}
                                blockedBy={fresh ? undefined : 'check-again'}
                                onClick={() => void running.send({ ...request, duplicates })}
                            >
                                {imports.run}
                            </Button>
                        </div>
                    </div>
                </div>
            )}
        </>
    );
}
