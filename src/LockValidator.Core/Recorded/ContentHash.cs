using System.Buffers.Binary;

namespace LockValidator;

/// <summary>Numbers that content alone decides, the same in every process: what is sorted by them comes out the same wherever it was read first.</summary>
internal static class ContentHash
{
    private const ulong Seed = 0x9E3779B97F4A7C15, First = 0xBF58476D1CE4E5B9, Second = 0x94D049BB133111EB;

    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * First;
        value = (value ^ (value >> 27)) * Second;
        return value ^ (value >> 31);
    }

    public static ulong Append(ulong hash, ulong value) => Mix((hash * Seed) + value + 1);

    public static ulong Of(ReadOnlySpan<byte> text)
    {
        ulong hash = (ulong)text.Length;
        for (; text.Length >= sizeof(ulong); text = text[sizeof(ulong)..])
        {
            hash = Append(hash, BinaryPrimitives.ReadUInt64LittleEndian(text));
        }

        ulong rest = 0;
        foreach (byte each in text)
        {
            rest = (rest << 8) | each;
        }

        return Append(hash, rest);
    }
}
