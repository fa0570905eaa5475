using System.Numerics;
using System.Runtime.InteropServices;

namespace LockValidator;

/// <summary>How a line of a graph file is put together: <c>{"kind":value,"c":"checksum"}</c>.</summary>
internal static class RecordFormat
{
    /// <summary>The version that is written. A reader takes all of its major version.</summary>
    public const int Major = 1, Minor = 0;

    /// <summary>Characters of the checksum in hexadecimal.</summary>
    public const int ChecksumLength = 8;

    private static readonly string[] s_names = Enum.GetNames<RecordKind>().Select(static name => name.ToLowerInvariant()).ToArray();

    /// <summary>What the first line begins with: it tells a graph file from all others.</summary>
    public static ReadOnlySpan<byte> Header => "{\"lockgraph\":\""u8;

    /// <summary>What stands before the checksum, and after it.</summary>
    public static ReadOnlySpan<byte> BeforeChecksum => ",\"c\":\""u8;

    public static ReadOnlySpan<byte> AfterChecksum => "\"}"u8;

    public static int SuffixLength => BeforeChecksum.Length + ChecksumLength + AfterChecksum.Length;

    public static string NameOf(RecordKind kind) => s_names[(int)kind];

    /// <summary>Null for a kind that this version does not know.</summary>
    public static RecordKind? KindOf(ReadOnlySpan<byte> name)
    {
        for (int i = 0; i < s_names.Length; i++)
        {
            if (System.Text.Ascii.Equals(name, s_names[i]))
            {
                return (RecordKind)i;
            }
        }

        return null;
    }

    /// <summary>The checksum (CRC-32C) of a line, which goes on from that of the line before: so a line that is missing or stands elsewhere is seen.</summary>
    public static uint Checksum(uint before, ReadOnlySpan<byte> line)
    {
        uint sum = ~before;
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(line);
        foreach (ulong word in words)
        {
            sum = BitOperations.Crc32C(sum, word);
        }

        foreach (byte rest in line[(words.Length * sizeof(ulong))..])
        {
            sum = BitOperations.Crc32C(sum, rest);
        }

        return ~sum;
    }

    /// <summary>The checksum in lower-case hexadecimal.</summary>
    public static void WriteChecksum(uint sum, Span<byte> to)
    {
        for (int i = ChecksumLength - 1; i >= 0; i--, sum >>= 4)
        {
            to[i] = "0123456789abcdef"u8[(int)(sum & 15)];
        }
    }
}
