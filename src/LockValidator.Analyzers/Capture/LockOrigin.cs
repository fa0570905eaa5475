using Microsoft.CodeAnalysis;

namespace LockValidator.Analyzers.Capture;

/// <summary>Where a locked object comes from, as far as the compiler can tell. Mirrors the runtime's CaptureSite; the numbers are shared with its CaptureOrigin.</summary>
internal sealed class LockOrigin
{
    public static readonly LockOrigin Place = new(0, "", "", null, null);

    private LockOrigin(int kind, string owner, string member, Location? declared, IParameterSymbol? parameter)
    {
        Kind = kind;
        Owner = owner;
        Member = member;
        Declared = declared;
        Parameter = parameter;
    }

    public int Kind { get; }

    public string Owner { get; }

    public string Member { get; }

    public Location? Declared { get; }

    public IParameterSymbol? Parameter { get; }

    public bool IsMember => Kind == 1;

    public static LockOrigin OfMember(string owner, string member, Location? declared) => new(1, owner, member, declared, null);

    public static LockOrigin OfParameter(IParameterSymbol parameter) => new(2, "", parameter.Name, null, parameter);
}
