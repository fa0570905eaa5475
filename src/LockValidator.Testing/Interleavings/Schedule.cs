namespace LockValidator;

/// <summary>In which order pieces take their locks.</summary>
internal static class Schedule
{
    /// <summary>Reads "1 2 1:B": piece 1 takes its next lock, then piece 2, then piece 1 goes on until it takes B.</summary>
    public static List<(int Piece, string? Lock)> Parse(string schedule, int pieces)
    {
        var steps = new List<(int, string?)>();
        int at = 0;
        foreach (string word in schedule.Split([' ', '\t', '\r', '\n']))
        {
            if (word.Length > 0)
            {
                int colon = word.IndexOf(':', StringComparison.Ordinal);
                string number = colon < 0 ? word : word[..colon];
                if (!int.TryParse(number, out int piece) || piece < 1 || piece > pieces)
                {
                    throw new LockScriptException(schedule, at, $"'{number}' is no piece of code; there are 1 to {pieces}.");
                }

                if (colon == word.Length - 1)
                {
                    throw new LockScriptException(schedule, at + colon, "a lock's name is expected after the colon.");
                }

                steps.Add((piece - 1, colon < 0 ? null : word[(colon + 1)..]));
            }

            at += word.Length + 1;
        }

        return steps;
    }
}
