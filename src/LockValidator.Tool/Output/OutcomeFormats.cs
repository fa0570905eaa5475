namespace LockValidator;

/// <summary>Chooses the format.</summary>
internal static class OutcomeFormats
{
    public static IOutcomeFormat For(ReplayOptions options) => options switch
    {
        { Json: true } => new JsonFormat(options.State, options.Expect),
        { Expect: true } => new ExpectFormat(options.State),
        _ => new TextFormat(options.KernelLayout, options.State),
    };
}
