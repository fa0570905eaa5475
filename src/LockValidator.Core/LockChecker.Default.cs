namespace LockValidator;

/// <summary>The one checker that is there without anybody making it.</summary>
public sealed partial class LockChecker
{
    private static readonly object s_defaultGate = new();
    private static LockChecker? s_default;
    private static LockCheckerOptions? s_defaultOptions;

    /// <summary>The checker of every flow that has no other.</summary>
    public static LockChecker Default
    {
        get
        {
            if (Volatile.Read(ref s_default) is { } made)
            {
                return made;
            }

            lock (s_defaultGate)
            {
                if (s_default is null)
                {
                    s_default = new LockChecker(s_defaultOptions);
                    LockGraphOutput.Start();
                }

                return s_default;
            }
        }
    }

    /// <summary>Says how <see cref="Default"/> works. To be called before its first use.</summary>
    /// <param name="options">How.</param>
    /// <exception cref="InvalidOperationException">The default checker is in use already; static locks can start it early. Add reporters with <see cref="AddReporter"/>.</exception>
    public static void ConfigureDefault(LockCheckerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        lock (s_defaultGate)
        {
            s_defaultOptions = s_default is null
                ? options
                : throw new InvalidOperationException("The default checker is in use already: configure it before the first lock is taken.");
        }
    }
}
