namespace LockValidator.Benchmarks;

/// <summary>The edges of a graph of lock classes, in the order in which they are learnt. All are without a cycle.</summary>
public enum GraphShape
{
    /// <summary>Any lower class before any higher one, shuffled.</summary>
    Random,

    /// <summary>An edge spans at most a twentieth of a hidden order, shuffled: what lock hierarchies look like.</summary>
    Layered,

    /// <summary>Nine edges of ten lead to a few leaf locks.</summary>
    Hub,

    /// <summary>One chain, learnt from its head.</summary>
    ChainHeadFirst,

    /// <summary>One chain, learnt from its tail.</summary>
    ChainTailFirst,
}
