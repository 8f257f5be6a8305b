using System.Runtime.InteropServices;

namespace InverseRepro.LibTorch.Interop;

/// <summary>The functions of the native bridge (native/*.cpp). Nothing is loaded before the first call of one of them.</summary>
internal static unsafe partial class Native
{
    internal const string Library = "inverserepro_torch";

    // What follows where an operator lacks a backend are forty lines about how libtorch was built.
    private const string BackendListing = " This could be because the operator doesn't exist for this backend";

    static Native() => NativeStartup.Run();

    /// <summary>Loads libtorch, the bridge and everything they need, in order; at the first call only.</summary>
    public static void EnsureLoaded() => System.Runtime.CompilerServices.RuntimeHelpers.RunClassConstructor(typeof(Native).TypeHandle);

    public static ExternalException Failure(string what)
    {
        var message = Marshal.PtrToStringUTF8((nint)ir_last_error())!;
        var listing = message.IndexOf(BackendListing, StringComparison.Ordinal);
        return new($"{what}: {(listing < 0 ? message : message[..listing])}");
    }

    public static void Check(int status, string what)
    {
        if (status != 0)
            throw Failure(what);
    }

    public static nint Check(nint handle, string what) => handle != 0 ? handle : throw Failure(what);

    [DllImport(Library)] public static extern byte* ir_last_error();
    [DllImport(Library)] public static extern byte* ir_version();
    [DllImport(Library)] public static extern nint ir_operator(byte* name, byte* overload);
    [DllImport(Library)] public static extern byte* ir_operator_schema(nint op);
    [DllImport(Library)] public static extern int ir_call(nint op, Value* arguments, int count, Value* results, int* resultCount);
    [DllImport(Library)] public static extern void ir_free_buffer(void* buffer);

    [DllImport(Library)] public static extern void ir_free(nint tensor);
    [DllImport(Library), SuppressGCTransition] public static extern nint ir_share(nint tensor);
    [DllImport(Library)] public static extern nint ir_from_data(void* data, long* sizes, int dimensions, int dtype, long device);
    [DllImport(Library)] public static extern int ir_copy_out(nint tensor, void* destination, long bytes);
    [DllImport(Library)] public static extern int ir_copy_in(nint tensor, void* source, long bytes);
    [DllImport(Library)] public static extern void* ir_data(nint tensor);
    [DllImport(Library), SuppressGCTransition] public static extern int ir_sizes(nint tensor, long* sizes, int capacity);
    [DllImport(Library), SuppressGCTransition] public static extern int ir_strides(nint tensor, long* strides, int capacity);
    [DllImport(Library), SuppressGCTransition] public static extern long ir_numel(nint tensor);
    [DllImport(Library), SuppressGCTransition] public static extern long ir_storage_offset(nint tensor);
    [DllImport(Library), SuppressGCTransition] public static extern int ir_dtype(nint tensor);
    [DllImport(Library), SuppressGCTransition] public static extern int ir_item_size(nint tensor);
    [DllImport(Library), SuppressGCTransition] public static extern long ir_device_of(nint tensor);
    [DllImport(Library), SuppressGCTransition] public static extern int ir_is_contiguous(nint tensor);
    [DllImport(Library)] public static extern int ir_item(nint tensor, double* real, long* integer);
    [DllImport(Library), SuppressGCTransition] public static extern int ir_requires_grad(nint tensor);
    [DllImport(Library), SuppressGCTransition] public static extern int ir_is_leaf(nint tensor);
    [DllImport(Library)] public static extern int ir_set_requires_grad(nint tensor, int value);
    [DllImport(Library)] public static extern nint ir_grad(nint tensor);
    [DllImport(Library)] public static extern int ir_set_grad(nint tensor, nint gradient);
    [DllImport(Library)] public static extern int ir_backward(nint* tensors, int count, nint* gradients, int retainGraph, int createGraph, nint* inputs, int inputCount);
    [DllImport(Library)]
    public static extern int ir_autograd_grad(nint* outputs, int outputCount, nint* inputs, int inputCount, nint* gradients,
        int retainGraph, int createGraph, int allowUnused, nint* results);

    [DllImport(Library)] public static extern void ir_initialise();
    [DllImport(Library)] public static extern void ir_set_num_threads(int count);
    [DllImport(Library)] public static extern int ir_get_num_threads();
    [DllImport(Library), SuppressGCTransition] public static extern int ir_is_grad_enabled();
    [DllImport(Library), SuppressGCTransition] public static extern void ir_set_grad_enabled(int enabled);
    [DllImport(Library)] public static extern nint ir_enter_inference(int enabled);
    [DllImport(Library)] public static extern void ir_leave_inference(nint guard);
    [DllImport(Library)] public static extern int ir_is_inference_enabled();
    [DllImport(Library)] public static extern int ir_cuda_available();
    [DllImport(Library)] public static extern int ir_manual_seed(ulong seed);
    [DllImport(Library)] public static extern nint ir_generator(long device, ulong seed);
    [DllImport(Library)] public static extern nint ir_default_generator();
    [DllImport(Library)] public static extern void ir_free_generator(nint generator);
    [DllImport(Library)] public static extern int ir_generator_set_seed(nint generator, ulong seed);
    [DllImport(Library)] public static extern ulong ir_generator_seed(nint generator);
    [DllImport(Library)] public static extern nint ir_generator_state(nint generator);
    [DllImport(Library)] public static extern int ir_generator_set_state(nint generator, nint state);

    [DllImport(Library)]
    public static extern int ir_adam_step(nint* parameters, nint* gradients, nint* averages, nint* squares, int count, long step,
        double rate, double beta1, double beta2, double epsilon, double decay, int decoupled);

    [DllImport(Library)] public static extern void ir_use_caching_allocator();
    [DllImport(Library)] public static extern long ir_memory(int which);
    [DllImport(Library)] public static extern void ir_memory_reset_peak();
    [DllImport(Library)] public static extern long ir_memory_trim();
    [DllImport(Library)] public static extern void ir_memory_set_cap(long bytes);
    [DllImport(Library)] public static extern int* ir_memory_collect_wanted();
    [DllImport(Library)] public static extern void ir_memory_set_collect_at(long bytes);
}
