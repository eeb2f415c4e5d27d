import { useWords } from '../../i18n';
import { DateInput } from '../../ui/DateInput';
import { Choose, TextInput, Tick } from '../../ui/fields';
import type { Particulars } from './particulars';

interface Props {
    value: Particulars;
    onChange: (value: Particulars) => void;
    error: (name: string) => string | undefined;
    /** Of somebody new only what tells who he is. */
    brief?: boolean;
}

/** Bytes, as the server has it. */
const rooms = { salutation: 50, title: 100, first_name: 200, last_name: 200, customer_number: 50 };

export function ParticularsFields({ value, onChange, error, brief }: Props) {
    const words = useWords();
    const text = words.particulars;
    const kinds = Object.keys(words.kindLong) as Particulars['kind'][];
    const line = (name: 'salutation' | 'title' | 'first_name' | 'last_name' | 'customer_number') => (
        <TextInput
            label={text[name]}
            value={value[name]}
            onChange={(next) => onChange({ ...value, [name]: next })}
            error={error(name)}
            room={rooms[name]}
        />
    );
    return (
        <div className="columns">
            <Choose
                label={text.kind}
                value={value.kind}
                onChange={(kind) => onChange({ ...value, kind })}
                options={kinds.map((kind) => ({ value: kind, label: words.kindLong[kind] }))}
                error={error('kind')}
                autoFocus
            />
            {line('customer_number')}
            {line('salutation')}
            {line('title')}
            {line('first_name')}
            {line('last_name')}
            <TextInput
                label={text.country}
                help={text.countryHelp}
                value={value.country}
                onChange={(country) => onChange({ ...value, country })}
                error={error('country')}
                room={60}
            />
            {!brief && (
                <>
                    <DateInput
                        label={text.birth_date}
                        value={value.birth_date}
                        onChange={(birth_date) => onChange({ ...value, birth_date })}
                        error={error('birth_date')}
                        asTyped
                    />
                    <Tick checked={value.deceased} onChange={(deceased) => onChange({ ...value, deceased })}>
                        {text.deceased}
                    </Tick>
                </>
            )}
        </div>
    );
}
