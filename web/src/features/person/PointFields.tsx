import { useWords } from '../../i18n';
import { Choose, TextInput } from '../../ui/fields';
import { point_kinds, type PointForm } from './point';

interface Props {
    value: PointForm;
    onChange: (value: PointForm) => void;
    error: (name: string) => string | undefined;
}

/** Bytes, as the server has it. */
const rooms = { value: 500, street: 200, postal_code: 20, city: 200, country: 60 };

export function PointFields({ value, onChange, error }: Props) {
    const words = useWords();
    const text = words.points;
    const { kind } = value;
    const line = (name: 'value' | 'street' | 'postal_code' | 'city' | 'country', label: string) => (
        <TextInput
            label={label}
            value={value[name]}
            onChange={(next) => onChange({ ...value, [name]: next })}
            error={error(name)}
            room={rooms[name]}
            inputMode={name !== 'value' || kind === 'messenger' ? 'text' : kind === 'email' ? 'email' : 'tel'}
        />
    );
    const label = kind === 'email' ? text.email : kind === 'messenger' ? text.messenger : text.number;
    return (
        <>
            <Choose
                label={text.kind}
                value={kind}
                onChange={(next) => onChange({ ...value, kind: next })}
                options={point_kinds.map((each) => ({ value: each, label: words.point[each] }))}
                error={error('kind')}
            />
            {kind === 'post' ? (
                <>
                    {line('street', text.street)}
                    {line('postal_code', text.postal_code)}
                    {line('city', text.city)}
                    {line('country', text.country)}
                </>
            ) : (
                line('value', label)
            )}
        </>
    );
}
