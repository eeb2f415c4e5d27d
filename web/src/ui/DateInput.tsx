// A day typed in segments (tt.mm.jjjj), in the order of the language on screen.
import { type CalendarDate, parseDate } from '@internationalized/date';
import { DateField, DateInput as Segments, DateSegment, FieldError, Label, Text } from 'react-aria-components';

interface Props {
    label: string;
    value: string | null;
    onChange: (date: string | null) => void;
    help?: string;
    error?: string | undefined;
    max?: string;
}

export function DateInput({ label, value, onChange, help, error, max }: Props) {
    return (
        <DateField
            className="field" value={value ? parseDate(value) : null} isInvalid={error !== undefined}
            validationBehavior="aria" maxValue={max ? parseDate(max) : null} shouldForceLeadingZeros
            onChange={(date: CalendarDate | null) => onChange(date ? date.toString() : null)}
        >
            <Label>{label}</Label>
            <Segments className="date-input">
                {(segment) => <DateSegment segment={segment} className="date-segment" />}
            </Segments>
            {help && <Text slot="description" className="help">{help}</Text>}
            <FieldError className="error">{error}</FieldError>
        </DateField>
    );
}
