namespace LockValidator;

/// <summary>A construction site that was asked for lately. The strings of a site are literals: compared by reference, which is no hashing.</summary>
internal sealed class RecentSite(in ConstructionSite site, LockClass type)
{
    private readonly ConstructionSite _site = site;

    public LockClass Class => type;

    public bool Is(LockKind kind, string? name, string file, int line, string member) =>
        _site.Line == line && ReferenceEquals(_site.File, file) && ReferenceEquals(_site.Name, name) && ReferenceEquals(_site.Member, member) && _site.Kind == kind;
}
