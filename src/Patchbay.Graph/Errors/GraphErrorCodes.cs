using System.Collections.Frozen;

namespace Patchbay.Graph;

/// <summary>What the caller should do about each of Meta's error codes.</summary>
internal static class GraphErrorCodes
{
    private static readonly FrozenSet<int> _wait = FrozenSet.ToFrozenSet([
        1,
        2,
        4,
        17,
        32,
        341,
        613,
        80001,
        80002,
        80006,
        80007,
        80008,
        130429,
        131000,
        131016,
        131048,
        131049,
        131056,
        131057,
        131208,
        132069,
        133004,
        133009,
        133015,
        133016,
        134101,
        134102,
        138002,
        138004,
        138005,
        139102,
        139103,
    ]);

    // Meta refused these before doing anything, so even a send can be repeated.
    private static readonly FrozenSet<int> _throttles = FrozenSet.ToFrozenSet([
        4,
        17,
        32,
        341,
        613,
        80001,
        80002,
        80006,
        80007,
        80008,
        130429,
        131056,
        131057,
    ]);

    private static readonly FrozenSet<int> _fix = FrozenSet.ToFrozenSet([
        3,
        10,
        100,
        104,
        131005,
        131008,
        131009,
        131030,
        131031,
        131037,
        131042,
        131044,
        131045,
        131051,
        131053,
        131055,
        131059,
        131062,
        131063,
        132000,
        132001,
        132005,
        132007,
        132008,
        132012,
        132015,
        132018,
        132068,
        133000,
        133005,
        133006,
        133008,
        133010,
        134011,
        134100,
        135000,
        138000,
        138006,
        138018,
        138024,
        138025,
        139000,
        139001,
        139002,
        139003,
        139004,
        131209,
        131210,
        147003,
        147004,
        2200,
    ]);

    private static readonly FrozenDictionary<int, TimeSpan> _waits = new Dictionary<int, TimeSpan>
    {
        [131048] = TimeSpan.FromHours(1),
        [131049] = TimeSpan.FromHours(24),
        [131056] = TimeSpan.FromSeconds(1),
        [131057] = TimeSpan.FromMinutes(1),
        [132069] = TimeSpan.FromHours(1),
        [133015] = TimeSpan.FromMinutes(5),
        [133016] = TimeSpan.FromHours(72),
        [134101] = TimeSpan.FromMinutes(10),
    }.ToFrozenDictionary();

    public static GraphAdvice AdviceFor(GraphError error) =>
        error.Code switch
        {
            0 or 102 or 190 => GraphAdvice.NewToken,
            >= 200 and <= 299 => GraphAdvice.Fix,
            var code when _wait.Contains(code) || error.IsTransient is true => GraphAdvice.Wait,
            var code when _fix.Contains(code) => GraphAdvice.Fix,
            _ => GraphAdvice.DoNotRetry,
        };

    public static bool IsThrottle(int code) => _throttles.Contains(code);

    public static TimeSpan? WaitFor(int code) => _waits.TryGetValue(code, out var wait) ? wait : null;
}
