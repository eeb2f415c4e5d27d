import { useWords } from '../../i18n';
import { DateInput } from '../../ui/DateInput';
import { TextInput } from '../../ui/fields';

export interface OriginForm {
    source: string;
    collected_on: string | null;
}

export const no_origin: OriginForm = { source: '', collected_on: null };

export function originOf({ source, collected_on }: OriginForm) {
    return { source: source.trim(), ...(collected_on ? { collected_on } : {}) };
}

interface Props {
    value: OriginForm;
    onChange: (value: OriginForm) => void;
    error: (name: string) => string | undefined;
}

interface SourceProps {
    value: string;
    onChange: (value: string) => void;
    error: string | undefined;
}

/** Where data come from is demanded, and the field says why. */
export function SourceField(props: SourceProps) {
    const { newPerson: text } = useWords();
    return <TextInput label={text.source} help={text.sourceHelp} room={200} {...props} />;
}

/** The same with the day on which they were obtained. */
export function OriginFields({ value, onChange, error }: Props) {
    const { newPerson: text } = useWords();
    return (
        <>
            <SourceField
                value={value.source}
                onChange={(source) => onChange({ ...value, source })}
                error={error('source')}
            />
            <DateInput
                label={text.collectedOn}
                value={value.collected_on}
                onChange={(collected_on) => onChange({ ...value, collected_on })}
                error={error('collected_on')}
                asTyped
            />
        </>
    );
}
