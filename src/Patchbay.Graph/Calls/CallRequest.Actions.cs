namespace Patchbay.Graph.Calls;

public sealed partial record CallRequest
{
    /// <summary>Calls a user who has given permission.</summary>
    /// <param name="to">The number, with plus and country code.</param>
    /// <param name="offerSdp">The SDP offer.</param>
    /// <param name="callbackData">Returned in the webhooks; at most 512 characters.</param>
    public static CallRequest Connect(string to, string offerSdp, string? callbackData = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(to);
        ArgumentException.ThrowIfNullOrWhiteSpace(offerSdp);
        return new()
        {
            Action = CallVerb.Connect,
            To = to,
            Session = new() { SdpType = SdpType.Offer, Sdp = offerSdp },
            BizOpaqueCallbackData = callbackData,
        };
    }

    /// <summary>Prepares to accept a user's call, so that audio starts at once.</summary>
    public static CallRequest PreAccept(string callId, string answerSdp) =>
        Answering(CallVerb.PreAccept, callId, answerSdp, null);

    /// <summary>Accepts a user's call, within 30 to 60 seconds of its webhook.</summary>
    public static CallRequest Accept(string callId, string answerSdp, string? callbackData = null) =>
        Answering(CallVerb.Accept, callId, answerSdp, callbackData);

    /// <summary>Refuses a user's call.</summary>
    public static CallRequest Reject(string callId) => About(CallVerb.Reject, callId);

    /// <summary>Ends a call.</summary>
    public static CallRequest Terminate(string callId) => About(CallVerb.Terminate, callId);

    private static CallRequest Answering(CallVerb verb, string callId, string answerSdp, string? callbackData)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(answerSdp);
        return About(verb, callId) with
        {
            Session = new() { SdpType = SdpType.Answer, Sdp = answerSdp },
            BizOpaqueCallbackData = callbackData,
        };
    }

    private static CallRequest About(CallVerb verb, string callId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(callId);
        return new() { Action = verb, CallId = callId };
    }
}
