// Somebody new. What is wrong stands at its field; whoever seems to be on file is searched for before he is recorded twice.
import { Plus, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { api } from '../../api/client';
import { useHouse } from '../../api/house';
import type { NewPerson, PersonVersion } from '../../api/schema';
import { useSend } from '../../api/useSend';
import { useSay, useWords } from '../../i18n';
import { Button } from '../../ui/Button';
import { useFieldError } from '../../ui/fieldError';
import { Choose, TextInput } from '../../ui/fields';
import { FormDialog } from '../../ui/FormDialog';
import { tell } from '../../ui/notice';
import { Known } from './Known';
import { no_origin, OriginFields, originOf } from './OriginFields';
import { membersOf, nobody } from './particulars';
import { ParticularsFields } from './ParticularsFields';
import { emptyPoint, isEmpty, newPoint, type PointForm } from './point';
import { PointFields } from './PointFields';

const most_points = 20;

interface Props {
    onClose: () => void;
    onDone: (person: PersonVersion) => void;
}

export default function NewPersonDialog({ onClose, onDone }: Props) {
    const words = useWords();
    const text = words.newPerson;
    const say = useSay();
    const { purposes } = useHouse();
    const [who, setWho] = useState(nobody);
    const [points, setPoints] = useState([{ id: 0, ...emptyPoint('phone') }]);
    const [job, setJob] = useState({ company: '', position: '' });
    const [purpose, setPurpose] = useState<string | null>(null);
    const [origin, setOrigin] = useState(no_origin);
    const [tried, setTried] = useState(false);
    // Empty rows are not sent: the server counts the others.
    const sent = useRef<number[]>([]);
    const sending = useSend(
        (body: NewPerson, intent) => api.post('/persons', { body, intent }),
        (answer) => {
            tell(text.done);
            onDone(answer);
        },
    );
    const known = sending.refusal?.problem.where === 'even_if_known' ? sending.refusal : undefined;
    const error = useFieldError(sending.refusal);
    const sourceError = tried && !origin.source.trim() ? words.consentForm.sourceMissing : undefined;

    const submit = (even_if_known: boolean) => {
        setTried(true);
        if (!purpose || !origin.source.trim()) return;
        const filled = points.filter((point) => !isEmpty(point));
        sent.current = filled.map(({ id }) => id);
        const position = job.position.trim();
        void sending.send({
            person: membersOf(who),
            purpose,
            origin: originOf(origin),
            ...(job.company.trim() || position
                ? { employment: { company: job.company.trim(), ...(position ? { position } : {}) } }
                : {}),
            contact_points: filled.map(newPoint),
            ...(even_if_known ? { even_if_known } : {}),
        });
    };
    const change = (id: number, next: PointForm) =>
        setPoints((old) => old.map((point) => (point.id === id ? { ...next, id } : point)));
    return (
        <FormDialog
            title={text.title}
            wide
            submit={text.submit}
            sending={{ busy: sending.busy, refusal: known ? undefined : sending.refusal }}
            onSubmit={() => submit(false)}
            onClose={onClose}
        >
            <fieldset>
                <legend>{text.who}</legend>
                <ParticularsFields value={who} onChange={setWho} error={error} brief />
            </fieldset>
            <fieldset>
                <legend>{text.how}</legend>
                {points.map((point, at) => (
                    <div
                        className="point-row"
                        key={point.id}
                        role="group"
                        aria-label={`${text.how} ${at + 1}`}
                    >
                        <div className="columns">
                            <PointFields
                                value={point}
                                onChange={(next) => change(point.id, next)}
                                error={(name) =>
                                    error(`contact_points[${sent.current.indexOf(point.id)}].${name}`)
                                }
                            />
                        </div>
                        <button
                            type="button"
                            className="icon-button"
                            aria-label={text.removePoint(at + 1)}
                            onClick={() => setPoints((old) => old.filter(({ id }) => id !== point.id))}
                        >
                            <X size={18} aria-hidden="true" />
                        </button>
                    </div>
                ))}
                {points.length < most_points && (
                    <div>
                        <Button
                            look="quiet"
                            icon={<Plus size={16} aria-hidden="true" />}
                            onClick={() =>
                                setPoints((old) => [
                                    ...old,
                                    {
                                        id: Math.max(-1, ...old.map(({ id }) => id)) + 1,
                                        ...emptyPoint(nextKind(old)),
                                    },
                                ])
                            }
                        >
                            {text.addPoint}
                        </Button>
                    </div>
                )}
            </fieldset>
            <fieldset>
                <legend>{text.where}</legend>
                <div className="columns">
                    <TextInput
                        label={words.companies.company}
                        help={words.companies.companyHelp}
                        value={job.company}
                        onChange={(company) => setJob({ ...job, company })}
                        error={error('company')}
                    />
                    <TextInput
                        label={words.companies.position}
                        value={job.position}
                        onChange={(position) => setJob({ ...job, position })}
                        error={error('position')}
                    />
                </div>
            </fieldset>
            <fieldset>
                <legend>{text.why}</legend>
                <Choose
                    label={text.purpose}
                    help={text.purposeHelp}
                    placeholder={text.purposePick}
                    value={purpose}
                    onChange={setPurpose}
                    options={purposes.map((row) => ({ value: row.purpose, label: say(row.name) }))}
                    error={error('purpose') ?? (tried && !purpose ? words.required : undefined)}
                />
                <div className="columns">
                    <OriginFields
                        value={origin}
                        onChange={setOrigin}
                        error={(name) => error(name) ?? (name === 'source' ? sourceError : undefined)}
                    />
                </div>
            </fieldset>
            {known && (
                <Known
                    refusal={known}
                    name={[who.first_name, who.last_name].join(' ').trim() || job.company.trim()}
                    busy={sending.busy}
                    onAllTheSame={() => submit(true)}
                />
            )}
        </FormDialog>
    );
}

/** The first row is a number, then comes what is missing still. */
function nextKind(points: PointForm[]) {
    const kinds = points.map(({ kind }) => kind);
    return (['phone', 'email', 'post'] as const).find((kind) => !kinds.includes(kind)) ?? 'mobile';
}
