/*
 * phys_copy.S: the trapped copy, and the trapped fill.
 *
 *	lin_t phys_copy(lin_t src, lin_t dst, uint32_t bytes)
 *	lin_t phys_memset(lin_t dst, uint32_t pattern, uint32_t bytes)
 *
 * Both work on linear addresses, through ES, which is the flat segment all the
 * time (entry.S), and without asking whether memory is there. If it is not, the
 * page-fault handler continues at phys_copy_fault (phys_memset_fault) with the
 * faulting address in EAX, which so becomes the result. 0 means done: address 0
 * is always there.
 *
 * pattern is the byte, four times.
 */
	.text
	.globl phys_copy, phys_copy_fault
phys_copy:
	pushl %esi
	pushl %edi
	movl %eax, %esi
	movl %edx, %edi
	movl %ecx, %edx
	shrl $2, %ecx
	rep movsl %es:(%esi), %es:(%edi)
	andl $3, %edx
	jz 1f
	movl %edx, %ecx
	rep movsb %es:(%esi), %es:(%edi)
1:	xorl %eax, %eax
phys_copy_fault:
	popl %edi
	popl %esi
	ret

	.globl phys_memset, phys_memset_fault
phys_memset:
	pushl %edi
	movl %eax, %edi
	movl %edx, %eax
	movl %ecx, %edx
	shrl $2, %ecx
	rep stosl
	andl $3, %edx
	jz 1f
	movl %edx, %ecx
	rep stosb
1:	xorl %eax, %eax
phys_memset_fault:
	popl %edi
	ret

	.section .note.GNU-stack, "", @progbits
