// Creating a customer by hand: nothing without purpose and source, and creating permits nothing yet.
import { useState } from 'react';
import { api } from '../../api/client';
import { useHouse } from '../../api/house';
import type { NewContactPoint, NewPerson, PersonCreated, PersonKind, Purpose } from '../../api/schema';
import { useSend } from '../../api/useSend';
import { useSay, useWords } from '../../i18n';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Choose, TextInput } from '../../ui/fields';
import { Form } from '../../ui/Form';
import { Link } from '../../ui/Link';
import { navigate } from '../../ui/navigation';
import { tell } from '../../ui/notice';
import { Note } from '../../ui/states';

const kinds: PersonKind[] = ['consumer', 'company_contact', 'sole_trader', 'company'];
const empty = {
    salutation: '',
    title: '',
    first_name: '',
    last_name: '',
    company: '',
    customer_number: '',
    phone: '',
    email: '',
    street: '',
    postal_code: '',
    city: '',
    source: '',
};
type Texts = typeof empty;

/** Only what was filled in is sent. */
export function newPersonOf(kind: PersonKind, purpose: Purpose, texts: Texts): NewPerson {
    const given = (value: string) => value.trim() || undefined;
    const points: NewContactPoint[] = [];
    if (given(texts.phone)) points.push({ kind: 'phone', value: texts.phone.trim() });
    if (given(texts.email)) points.push({ kind: 'email', value: texts.email.trim() });
    if (given(texts.street) || given(texts.city)) {
        const place = [texts.postal_code.trim(), texts.city.trim()].filter(Boolean).join(' ');
        points.push({
            kind: 'post',
            value: [texts.street.trim(), place].filter(Boolean).join(', '),
            street: given(texts.street),
            postal_code: given(texts.postal_code),
            city: given(texts.city),
        });
    }
    return {
        kind,
        purpose,
        source: texts.source.trim(),
        contact_points: points,
        salutation: given(texts.salutation),
        title: given(texts.title),
        first_name: given(texts.first_name),
        last_name: given(texts.last_name),
        company: kind === 'consumer' ? undefined : given(texts.company),
        customer_number: given(texts.customer_number),
    };
}

export default function NewPersonDialog({ onClose }: { onClose: () => void }) {
    const { persons, kind: kindWords } = useWords();
    const say = useSay();
    const { purposes } = useHouse();
    const [kind, setKind] = useState<PersonKind>('consumer');
    const [purpose, setPurpose] = useState<Purpose>('customer_care');
    const [texts, setTexts] = useState(empty);
    const [tried, setTried] = useState(false);
    const [made, setMade] = useState<PersonCreated>();
    const open = (person_id: string) => {
        onClose();
        navigate(`/kunden/${person_id}`);
    };
    const sending = useSend(
        (body: NewPerson, intent) => api.post('/persons', { body, intent }),
        (created) => {
            tell(persons.created);
            if (created.met?.length) setMade(created);
            else open(created.person_id);
        },
    );
    const field = (name: keyof Texts, label: string, more: object = {}) => (
        <TextInput
            label={label}
            value={texts[name]}
            onChange={(value) => setTexts((old) => ({ ...old, [name]: value }))}
            {...more}
        />
    );
    const nameless = !texts.last_name.trim() && !texts.company.trim();
    const submit = () => {
        setTried(true);
        if (!nameless && texts.source.trim()) void sending.send(newPersonOf(kind, purpose, texts));
    };
    if (made) {
        return (
            <Dialog title={persons.metTitle} onClose={() => open(made.person_id)}>
                <p className="lead">{persons.metText}</p>
                <ul className="plain-list">
                    {made.met?.map((person) => (
                        <li key={person.person_id}>
                            <Link href={`/kunden/${person.person_id}`} onClick={onClose}>
                                {person.name}
                            </Link>
                            {person.city && ` · ${person.city}`}
                        </li>
                    ))}
                </ul>
                <div className="form-actions">
                    <Button look="primary" onClick={() => open(made.person_id)}>
                        {persons.openNew}
                    </Button>
                </div>
            </Dialog>
        );
    }
    return (
        <Dialog title={persons.newTitle} onClose={onClose} wide>
            <Form
                onSubmit={submit}
                submit={persons.create}
                onCancel={onClose}
                busy={sending.busy}
                refusal={sending.refusal}
            >
                <div className="columns">
                    <Choose
                        label={persons.newKind}
                        value={kind}
                        onChange={setKind}
                        options={kinds.map((value) => ({ value, label: kindWords[value] }))}
                    />
                    {field('customer_number', persons.customerNumber)}
                    {kind !== 'consumer' && field('company', persons.company)}
                    {field('salutation', persons.salutation)}
                    {field('title', persons.title_)}
                    {field('first_name', persons.firstName)}
                    {field('last_name', persons.lastName, {
                        error: tried && nameless ? persons.nameMissing : undefined,
                        autoFocus: true,
                    })}
                    {field('phone', persons.phone, { type: 'tel' })}
                    {field('email', persons.email, { type: 'email' })}
                    <div className="whole">{field('street', persons.street)}</div>
                    {field('postal_code', persons.postalCode, { inputMode: 'numeric' })}
                    {field('city', persons.city_)}
                    <Choose
                        label={persons.purpose}
                        help={persons.purposeHelp}
                        value={purpose}
                        onChange={setPurpose}
                        options={purposes.map((row) => ({ value: row.purpose, label: say(row.name) }))}
                    />
                    {field('source', persons.source, {
                        help: persons.sourceHelp,
                        error: tried && !texts.source.trim() ? persons.sourceMissing : undefined,
                    })}
                </div>
                <Note tone="unk">{persons.noPermission}</Note>
            </Form>
        </Dialog>
    );
}
