using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>No operation is recorded on this thread until the result is disposed.</summary>
    public static IDisposable no_grad() => new GradMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    public static bool is_grad_enabled() => Native.ir_is_grad_enabled() != 0;

    /// <summary>As <see cref="no_grad"/>, and tensors made meanwhile can never take part in gradients.</summary>
    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    public static bool is_inference_mode_enabled() => Native.ir_is_inference_enabled() != 0;

    public static void set_num_threads(int num) => Native.ir_set_num_threads(num);

    public static int get_num_threads() => Native.ir_get_num_threads();

    private sealed class GradMode : IDisposable
    {
        private readonly bool _before = is_grad_enabled();

        public GradMode(bool enabled) => Native.ir_set_grad_enabled(enabled ? 1 : 0);

        public void Dispose() => Native.ir_set_grad_enabled(_before ? 1 : 0);
    }

    private sealed class InferenceMode(bool enabled) : IDisposable
    {
        private nint _guard = Native.ir_enter_inference(enabled ? 1 : 0);

        public void Dispose()
        {
            if (_guard != 0)
                Native.ir_leave_inference(_guard);
            _guard = 0;
        }
    }
}
