namespace LockValidator;

/// <summary>The one table of interrupt-like contexts, from which usage bits, masks and letters are derived.</summary>
internal static class ContextTable
{
    public const int HardIndex = 0;
    public const int SoftIndex = 1;
    public const int FirstUserIndex = 2;
    public const int UserContexts = 8;
    public const int NmiIndex = FirstUserIndex + UserContexts;

    /// <summary>Contexts that have usage bits: all but the non-maskable one.</summary>
    public const int WithUsage = NmiIndex;

    private static readonly object s_gate = new();
    private static volatile InterruptContext[] s_user = [];

    /// <summary>Those of the user's own, in order of definition. A published array is never changed.</summary>
    public static IReadOnlyList<InterruptContext> UserDefined => s_user;

    /// <summary>How many contexts have a column of letters now.</summary>
    public static int Columns => FirstUserIndex + s_user.Length;

    public static InterruptContext At(int index) => index switch
    {
        HardIndex => InterruptContext.Hard,
        SoftIndex => InterruptContext.Soft,
        NmiIndex => InterruptContext.Nmi,
        _ => s_user[index - FirstUserIndex],
    };

    public static InterruptContext Define(string name, WaitType level, Func<string, WaitType, int, InterruptContext> create)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        lock (s_gate)
        {
            foreach (InterruptContext known in s_user)
            {
                if (known.Name == name)
                {
                    return known.Level == level ? known : throw new ArgumentException($"The context '{name}' is defined with level {known.Level}.", nameof(level));
                }
            }

            if (s_user.Length == UserContexts)
            {
                throw new InvalidOperationException($"There is room for {UserContexts} contexts of one's own.");
            }

            InterruptContext added = create(name, level, FirstUserIndex + s_user.Length);
            s_user = [.. s_user, added];
            return added;
        }
    }
}
