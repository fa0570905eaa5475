namespace LockValidator;

/// <summary>
/// In which contexts a class was taken, and with which contexts enabled it was held: four bits a context, at four times the
/// context's place in the table, and two bits for "taken at all".
/// </summary>
internal static class UsageStates
{
    public const ulong UsedIn = 1, UsedInRead = 2, Enabled = 4, EnabledRead = 8;
    public const ulong Used = 1ul << 62, UsedRead = 1ul << 63;

    private const int BitsPerContext = 4;

    public static ulong Bit(int context, ulong state) => state << (BitsPerContext * context);

    public static int ContextOf(ulong bit) => System.Numerics.BitOperations.TrailingZeroCount(bit) / BitsPerContext;

    public static ulong StateOf(ulong bit) => bit >> (BitsPerContext * ContextOf(bit));

    public static bool IsRead(ulong state) => (state & (UsedInRead | EnabledRead)) != 0;

    public static bool IsUsedIn(ulong state) => (state & (UsedIn | UsedInRead)) != 0;

    /// <summary>The letters of a report: for each context one for writers and one for readers.</summary>
    public static string Letters(ulong usage)
    {
        int columns = ContextTable.Columns;
        return string.Create(2 * columns, usage, static (letters, usage) =>
        {
            for (int i = 0; i < letters.Length; i++)
            {
                ulong states = usage >> (BitsPerContext * (i / 2));
                ulong used = i % 2 == 0 ? UsedIn : UsedInRead;
                ulong enabled = i % 2 == 0 ? Enabled : EnabledRead;
                letters[i] = ((states & used) != 0, (states & enabled) != 0) switch
                {
                    (true, true) => '?',
                    (true, false) => '-',
                    (false, true) => '+',
                    _ => '.',
                };
            }
        });
    }

    /// <summary>The name of one bit as reports print it: "IN-HARDIRQ-W", "SOFTIRQ-ON-R".</summary>
    public static string NameOf(ulong bit)
    {
        string context = ContextTable.At(ContextOf(bit)).Name;
        ulong state = StateOf(bit);
        string side = IsRead(state) ? "R" : "W";
        return IsUsedIn(state) ? $"IN-{context}-{side}" : $"{context}-ON-{side}";
    }
}
