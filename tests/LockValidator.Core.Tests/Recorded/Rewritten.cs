using System.Text;

namespace LockValidator.Core.Tests.Recorded;

/// <summary>Graph files that another program could have written: changed, with checksums that are right.</summary>
internal static class Rewritten
{
    private const int SuffixLength = 16;

    /// <param name="file">A graph file.</param>
    /// <param name="afterLine">The line, from 1, after which one is put in; beyond the last but one: before the last.</param>
    /// <param name="line">The line without its checksum.</param>
    public static byte[] With(byte[] file, int afterLine, string line)
    {
        List<string> lines = [.. Encoding.UTF8.GetString(file).TrimEnd('\n').Split('\n').Select(static each => each[..^SuffixLength])];
        lines.Insert(Math.Min(afterLine, lines.Count - 1), line);
        lines[^1] = FormattableString.Invariant($"{{\"end\":[{lines.Count - 1}]");
        return Encoding.UTF8.GetBytes(string.Concat(Checked(lines)));
    }

    private static IEnumerable<string> Checked(List<string> lines)
    {
        uint sum = 0;
        foreach (string line in lines)
        {
            sum = Crc32C(sum, Encoding.UTF8.GetBytes(line));
            yield return FormattableString.Invariant($"{line},\"c\":\"{sum:x8}\"}}\n");
        }
    }

    /// <summary>By the book, bit by bit.</summary>
    private static uint Crc32C(uint before, byte[] bytes)
    {
        uint sum = ~before;
        foreach (byte each in bytes)
        {
            sum ^= each;
            for (int bit = 0; bit < 8; bit++)
            {
                sum = (sum >> 1) ^ ((sum & 1) != 0 ? 0x82F63B78u : 0);
            }
        }

        return ~sum;
    }
}
