namespace Patchbay.Emulator.Webhooks;

/// <summary>When a failed webhook is sent again, and when it is dropped.</summary>
internal static class DeliveryRules
{
    private static readonly TimeSpan LongestGap = TimeSpan.FromHours(6);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(7);

    /// <summary>
    /// Returns the next wait: four times the last, up to six hours. Returns null after seven days, to drop the webhook.
    /// </summary>
    public static TimeSpan? NextGap(int failures, TimeSpan first, TimeSpan age)
    {
        if (age >= GiveUpAfter)
            return null;
        var gap = first * Math.Pow(4, Math.Min(failures - 1, 16));
        return gap < LongestGap ? gap : LongestGap;
    }
}
