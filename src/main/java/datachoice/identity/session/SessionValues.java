package datachoice.identity.session;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;

/**
 * How a session's values are stored: strings and numbers, each as one letter for its type and its text. No object is ever
 * read from the database, so no session can bring code along, and a newer or older version of the portal reads the same.
 */
public class SessionValues implements ConversionService {
    @Override
    public @Nullable Object convert(
            @Nullable Object source, @Nullable TypeDescriptor sourceType, TypeDescriptor targetType) {
        return targetType.getType() == byte[].class ? write(source) : read((byte[]) source);
    }

    /** @throws IllegalArgumentException for anything but a string, an int or a long */
    static byte[] write(@Nullable Object value) {
        if (value instanceof String text) {
            return ("s" + text).getBytes(StandardCharsets.UTF_8);
        }
        if (value instanceof Integer number) {
            return ("i" + number).getBytes(StandardCharsets.UTF_8);
        }
        if (value instanceof Long number) {
            return ("l" + number).getBytes(StandardCharsets.UTF_8);
        }
        throw new IllegalArgumentException("A session holds strings and numbers, not "
                + (value == null ? "null" : value.getClass().getName()));
    }

    /** Null for what cannot be read: the value is then absent, and its owner signed out. */
    static @Nullable Object read(byte @Nullable [] stored) {
        if (stored == null || stored.length == 0) {
            return null;
        }
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(stored, 1, stored.length - 1))
                    .toString();
            switch (stored[0]) {
                case 's':
                    return text;
                case 'i':
                    return Integer.valueOf(text);
                case 'l':
                    return Long.valueOf(text);
                default:
                    return null;
            }
        } catch (CharacterCodingException | NumberFormatException e) {
            return null;
        }
    }

    @Override
    public boolean canConvert(@Nullable Class<?> sourceType, Class<?> targetType) {
        return true;
    }

    @Override
    public boolean canConvert(@Nullable TypeDescriptor sourceType, TypeDescriptor targetType) {
        return true;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable T convert(@Nullable Object source, Class<T> targetType) {
        return (T) convert(source, null, TypeDescriptor.valueOf(targetType));
    }
}
