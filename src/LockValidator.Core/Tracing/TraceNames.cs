using System.Collections.Frozen;

namespace LockValidator;

/// <summary>The words of trace format 2: one table each, read by the writer and by whatever reads a trace.</summary>
internal static class TraceNames
{
    /// <summary>The version that the header line of a recording gives.</summary>
    public const int Version = 2;

    private static readonly string[] s_operations = MakeWords(Enum.GetNames<OperationCode>());
    private static readonly FrozenDictionary<string, OperationCode> s_codes = Invert(s_operations, static i => (OperationCode)i);

    private static readonly string[] s_modes = MakeWords(Enum.GetNames<LockMode>());
    private static readonly string[] s_kinds = MakeWords(Enum.GetNames<AcquireKind>());
    private static readonly string[] s_waitTypes = MakeWords(Enum.GetNames<WaitType>());
    private static readonly string[] s_classTypes = MakeWords(Enum.GetNames<LockClassType>());
    private static readonly string[] s_trackings = MakeWords(Enum.GetNames<ClassTracking>());
    private static readonly string[] s_waitModels = MakeWords(Enum.GetNames<WaitModel>());
    private static readonly string[] s_policies = MakeWords(Enum.GetNames<ViolationPolicy>());

    public static string Of(OperationCode code) => s_operations[(int)code];

    public static string Of(LockMode mode) => s_modes[(int)mode];

    public static string Of(AcquireKind kind) => s_kinds[(int)kind];

    public static string Of(WaitType type) => s_waitTypes[(int)type];

    public static string Of(LockClassType type) => s_classTypes[(int)type];

    public static string Of(ClassTracking tracking) => s_trackings[(int)tracking];

    public static string Of(WaitModel model) => s_waitModels[(int)model];

    public static string Of(ViolationPolicy policy) => s_policies[(int)policy];

    public static bool TryParse(string word, out OperationCode code) => s_codes.TryGetValue(word, out code);

    public static bool TryParse(string word, out LockMode mode) => TryFind(s_modes, word, static i => (LockMode)i, out mode);

    public static bool TryParse(string word, out AcquireKind kind) => TryFind(s_kinds, word, static i => (AcquireKind)i, out kind);

    public static bool TryParse(string word, out WaitType type) => TryFind(s_waitTypes, word, static i => (WaitType)i, out type);

    public static bool TryParse(string word, out LockClassType type) => TryFind(s_classTypes, word, static i => (LockClassType)i, out type);

    public static bool TryParse(string word, out ClassTracking tracking) => TryFind(s_trackings, word, static i => (ClassTracking)i, out tracking);

    public static bool TryParse(string word, out WaitModel model) => TryFind(s_waitModels, word, static i => (WaitModel)i, out model);

    public static bool TryParse(string word, out ViolationPolicy policy) => TryFind(s_policies, word, static i => (ViolationPolicy)i, out policy);

    /// <summary>What <see cref="FlowOperation.Number"/> is called for an operation; null where it has none.</summary>
    public static string? NumberKey(OperationCode code) => code switch
    {
        OperationCode.SetClass or OperationCode.Initialize => "subclass",
        OperationCode.Pin or OperationCode.Unpin => "cookie",
        OperationCode.DeclareRank => "rank",
        _ => null,
    };

    /// <summary>What <see cref="FlowOperation.Name"/> is called for an operation; null where it has none.</summary>
    public static string? NameKey(OperationCode code) => code switch
    {
        OperationCode.DeclareRank => "family",
        OperationCode.Signal or OperationCode.Wait => "event",
        OperationCode.ScopeBegin or OperationCode.ScopeEnd => "scope",
        _ => null,
    };

    /// <summary>What <see cref="FlowOperation.Flag"/> is called for an operation; null where it has none.</summary>
    public static string? FlagKey(OperationCode code) => code switch
    {
        OperationCode.Enter => "threaded",
        OperationCode.AssertEnabled => "enabled",
        OperationCode.ScopeBegin => "ownGraph",
        _ => null,
    };

    /// <summary>True for operations whose <see cref="FlowOperation.Options"/> are part of them.</summary>
    public static bool HasOptions(OperationCode code) =>
        code is OperationCode.Acquire or OperationCode.AcquireFailed or OperationCode.Sync or OperationCode.MightAcquire;

    /// <summary>True for operations that are about no one lock and are done by no one flow: they go to the checker itself.</summary>
    public static bool IsForChecker(OperationCode code) =>
        code is OperationCode.DeclareOrder or OperationCode.DeclareRank or OperationCode.Unregister;

    /// <summary>True for operations that need a lock.</summary>
    public static bool NeedsLock(OperationCode code) => code is
        OperationCode.Acquire or OperationCode.AcquireFailed or OperationCode.Release or OperationCode.Sync or OperationCode.Downgrade or
        OperationCode.SetClass or OperationCode.Initialize or OperationCode.Destroy or OperationCode.Pin or OperationCode.Unpin or
        OperationCode.HandOver or OperationCode.MightAcquire or OperationCode.AssertHeld or OperationCode.AssertNotHeld or
        OperationCode.AssertInReadSection or OperationCode.AssertNotInReadSection;

    private static bool TryFind<T>(string[] words, string word, Func<int, T> make, out T value)
    {
        int index = Array.IndexOf(words, word);
        value = make(Math.Max(index, 0));
        return index >= 0;
    }

    private static FrozenDictionary<string, T> Invert<T>(string[] words, Func<int, T> make) =>
        Enumerable.Range(0, words.Length).ToFrozenDictionary(i => words[i], make);

    /// <summary>"AcquireFailed" becomes "acquire_failed". Relies on enums whose values count up from 0.</summary>
    private static string[] MakeWords(string[] names) => [.. names.Select(static name => string.Concat(
        name.Select(static (letter, i) => char.IsUpper(letter) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(letter) : letter.ToString())))];
}
