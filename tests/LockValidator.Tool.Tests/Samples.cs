namespace LockValidator.Tool.Tests;

/// <summary>Small traces.</summary>
internal static class Samples
{
    /// <summary>A scenario with nothing in it: it needs no rule to be judged.</summary>
    public const string Empty = """{"id":"empty","config":{"rawLockNesting":true},"locks":[],"ops":[],"expect":{"report":"none","usage":{},"edges":[],"held":[]}}""";

    /// <summary>Two locks in one order.</summary>
    public const string Clean =
        """{"id":"clean","config":{"rawLockNesting":true},"locks":[{"name":"A","class":"A"},{"name":"B","class":"B"}],"ops":[{"op":"acquire","lock":"A"},{"op":"acquire","lock":"B"},{"op":"release","lock":"B"},{"op":"release","lock":"A"}],"expect":{"report":"none","usage":{"A":"+.+.","B":"+.+."},"edges":[["A","B","EN",1]],"held":[]}}""";

    /// <summary>The same, and then in the other.</summary>
    public const string Inverted =
        """{"id":"inverted","config":{"rawLockNesting":true},"locks":[{"name":"A","class":"A"},{"name":"B","class":"B"}],"ops":[{"op":"acquire","lock":"A"},{"op":"acquire","lock":"B"},{"op":"release","lock":"B"},{"op":"release","lock":"A"},{"task":1,"op":"acquire","lock":"B"},{"task":1,"op":"acquire","lock":"A"}],"expect":{"report":"circular","atOp":5,"classes":["B","A"],"acquiring":"A","holding":"B","off":true,"usage":{"A":"+.+.","B":"+.+."},"edges":[["A","B","EN",1]],"chains":4,"held":[0,1]}}""";

    /// <summary>A recording of the same inversion.</summary>
    public const string Recording = """
        {"trace":2,"execution":"run","waitModel":"real_time","fairReadersExact":true,"kernelRules":false,"contexts":[]}
        {"flow":1,"name":"main"}
        {"class":7,"id":"A","inner":"sleep"}
        {"lock":1,"class":7}
        {"op":"acquire","flow":1,"lock":1}
        {"class":8,"id":"B","inner":"sleep"}
        {"lock":2,"class":8}
        {"op":"acquire","flow":1,"lock":2}
        {"op":"release","flow":1,"lock":2}
        {"op":"release","flow":1,"lock":1}
        {"op":"acquire","flow":1,"lock":2}
        {"op":"acquire","flow":1,"lock":1}

        """;

    public static string Scenario(string locks, string operations) =>
        $$$"""{"id":"s","config":{"rawLockNesting":true},"locks":[{{{locks}}}],"ops":[{{{operations}}}],"expect":{"report":"none"}}""";
}
